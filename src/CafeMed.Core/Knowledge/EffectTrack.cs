namespace CafeMed;

/// <summary>What an estimate adjusts for.</summary>
public enum EffectTrack
{
    /// <summary>
    /// The total effect: history, context and chronic diagnoses for a diagnosis; all diagnoses as well for a procedure, which follows from them.
    /// What follows from the code, such as procedures, is part of the effect.
    /// </summary>
    Total,

    /// <summary>The direct effect: every other code of the visit as well. Codes that follow from this one may then open a path that was closed.</summary>
    Direct,
}
