namespace CafeMed;

/// <summary>What is held out as a whole.</summary>
public enum SplitKind
{
    /// <summary>Patients, by a hash of identifier and seed.</summary>
    Patient,

    /// <summary>Hospitals (<see cref="CodeKind.Site"/>) with all of their patients, by a hash of the hospital and the seed.</summary>
    Hospital,

    /// <summary>The latest patients, by the date of their first visit.</summary>
    Time,
}
