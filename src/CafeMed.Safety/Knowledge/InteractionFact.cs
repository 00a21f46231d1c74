namespace CafeMed.Safety.Knowledge;

/// <summary>What one source says of two ingredients.</summary>
/// <param name="Severity">How severely they interact.</param>
/// <param name="Mechanism">Why.</param>
/// <param name="Source">Name of the source, or the citation of its row.</param>
/// <param name="Version">Date or version of the source; empty where it has none.</param>
public sealed record InteractionFact(Severity Severity, Mechanism Mechanism, string Source, string Version);
