namespace CafeMed.Data.Synthetic;

/// <summary>How a disease comes about: an ICD-10 category.</summary>
/// <param name="Category">The category.</param>
/// <param name="Cluster">The hidden cluster that raises it.</param>
/// <param name="Chronic">Whether it stays.</param>
/// <param name="LogOdds">Log odds for an average man of 62 (of a patient where chronic, of a visit where not) in the middle of the calendar, in nats.</param>
/// <param name="DriftLogOdds">Added for each unit of <see cref="SyntheticClock"/>'s time, in nats.</param>
public sealed record SyntheticDisease(string Category, string Cluster, bool Chronic, double LogOdds, double DriftLogOdds);
