namespace CafeMed.Learning.Molecules;

/// <summary>What joins two atoms.</summary>
public enum BondKind
{
    /// <summary>A single bond.</summary>
    One,

    /// <summary>A double bond.</summary>
    Two,

    /// <summary>A triple bond.</summary>
    Three,

    /// <summary>A quadruple bond, between metals.</summary>
    Four,

    /// <summary>A bond of an aromatic ring.</summary>
    Aromatic,
}
