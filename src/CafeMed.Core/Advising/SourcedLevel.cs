namespace CafeMed;

/// <summary>What one source says of an objection: shown where sources disagree.</summary>
/// <param name="Source">Name of the source, or the citation of its row.</param>
/// <param name="Version">Date or version of the source; empty where it has none.</param>
/// <param name="Severity">Its level.</param>
public readonly record struct SourcedLevel(string Source, string Version, Severity Severity);
