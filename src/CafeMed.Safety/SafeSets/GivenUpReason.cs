namespace CafeMed.Safety.SafeSets;

/// <summary>Why a drug is not in the safe set though it would be without rules.</summary>
public enum GivenUpReason
{
    /// <summary>A rule bars it for this patient.</summary>
    Barred,

    /// <summary>A rule bars it together with a drug of the set.</summary>
    BarredTogether,

    /// <summary>With it the burden would be above what is allowed.</summary>
    Burden,

    /// <summary>It would be allowed, but beside the set as it is now it lowers the expected value.</summary>
    NoLongerWorthIt,
}
