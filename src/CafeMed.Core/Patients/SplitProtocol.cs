namespace CafeMed;

/// <summary>By which rule a cohort is split.</summary>
public enum SplitProtocol
{
    /// <summary>By a hash of identifier and seed (<see cref="CohortSplit.ByPatient"/>).</summary>
    LeakFree,

    /// <summary>By the order of identifiers, as the SafeDrug line does (<see cref="CohortSplit.Legacy"/>): for comparison with its papers alone.</summary>
    Legacy,
}
