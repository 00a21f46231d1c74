namespace CafeMed;

/// <summary>What must be known of an estimate before it is read.</summary>
[Flags]
public enum EffectFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Too rare for an estimate of its own: it is that of the parent code (ICD: three characters), with an error that is widened by how much codes of one parent differ.</summary>
    Pooled = 1,

    /// <summary>Even the parent is too rare, or nearly everyone has it. The numbers are kept, and no verdict is given.</summary>
    TooFew = 2,

    /// <summary>What else is known of the visit tells nearly always whether it has the code, or one visit decides all: there is nobody to compare with.</summary>
    NoOverlap = 4,

    /// <summary>Every visit has the code or the drug, or none has: there is nothing to estimate.</summary>
    Constant = 8,

    /// <summary>Did not pass the first screen, or is pooled: the estimate is that of the screen.</summary>
    Screened = 16,

    /// <summary>The adjusted risk left [0, 1], as a straight line may; it was cut off for the log odds.</summary>
    Clipped = 32,

    /// <summary>Weighting left a covariate more than a tenth of a standard deviation apart: what differs there may be the covariate's doing.</summary>
    Unbalanced = 64,

    /// <summary>The total and the direct effect have different signs, and at least one of them is told from 0: believe neither.</summary>
    SignDiffers = 128,
}
