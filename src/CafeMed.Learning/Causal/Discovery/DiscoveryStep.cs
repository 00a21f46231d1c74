namespace CafeMed.Learning.Causal.Discovery;

/// <summary>How far discovery has come.</summary>
/// <param name="Done">Resamples that are done.</param>
/// <param name="Resamples">Of so many.</param>
/// <param name="Nodes">Nodes of the graph.</param>
/// <param name="Edges">Edges of the last resample; 0 before the first.</param>
public readonly record struct DiscoveryStep(int Done, int Resamples, int Nodes, int Edges);
