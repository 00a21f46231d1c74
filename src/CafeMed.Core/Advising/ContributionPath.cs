namespace CafeMed;

/// <summary>The way by which something spoke for or against a medication.</summary>
public enum ContributionPath
{
    /// <summary>What holds for every patient: the medication's intercept.</summary>
    Base,

    /// <summary>That this is the patient's first visit.</summary>
    FirstVisit,

    /// <summary>The direct effect of a code in the linear tower.</summary>
    Linear,

    /// <summary>The causal effect of a code, turned up or down by the gate for this patient.</summary>
    GatedEffect,

    /// <summary>That a medication was given before: kept or dropped.</summary>
    History,

    /// <summary>What the attention over all codes and visits added; it belongs to no single code.</summary>
    Interplay,
}
