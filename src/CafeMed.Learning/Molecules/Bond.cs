namespace CafeMed.Learning.Molecules;

/// <summary>One bond.</summary>
/// <param name="From">Index of an atom.</param>
/// <param name="To">Index of another.</param>
/// <param name="Kind">What joins them.</param>
public readonly record struct Bond(int From, int To, BondKind Kind);
