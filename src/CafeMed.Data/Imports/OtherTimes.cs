namespace CafeMed.Data;

/// <summary>What two cohorts both have, but at different times.</summary>
/// <param name="Visits">Visits whose admission or discharge differs.</param>
/// <param name="Codes">Codes that became known at different times.</param>
public sealed record OtherTimes(long Visits, long Codes);
