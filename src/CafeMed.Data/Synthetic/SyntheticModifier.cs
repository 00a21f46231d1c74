namespace CafeMed.Data.Synthetic;

/// <summary>One reason why an effect differs between patients.</summary>
/// <param name="State">The variable that matters.</param>
/// <param name="Slope">Change of the effect's multiplier for one unit of the variable; positive where it raises the effect.</param>
public readonly record struct SyntheticModifier(SyntheticState State, double Slope);
