namespace CafeMed.Data.Synthetic;

/// <summary>What about a patient at a visit makes an effect stronger or weaker. Each is near 0 on average.</summary>
public enum SyntheticState
{
    /// <summary>The age band's middle, less 62 years, in units of 20 years; in [-2, 2]. Observed.</summary>
    Age,

    /// <summary>Diagnoses of the visit, less 12, in units of 5; in [-1.5, 1.5]. Observed.</summary>
    Burden,

    /// <summary>1 in an intensive care unit, -0.4 on a ward. Observed.</summary>
    Intensive,

    /// <summary>0.6 for an emergency, -0.9 otherwise. Observed.</summary>
    Emergency,

    /// <summary>How ill the patient is at the visit, in standard deviations; in [-2, 2]. Hidden.</summary>
    Severity,
}
