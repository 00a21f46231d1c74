namespace CafeMed;

/// <summary>A direct dependence between two groups of codes.</summary>
/// <param name="From">Index of a node: the cause, where the edge is directed.</param>
/// <param name="To">Index of the other.</param>
/// <param name="Share">Share of the resamples in which the two are joined, in [0, 1].</param>
/// <param name="Forward">Share of the resamples in which the edge must point from the first to the second, in [0, <paramref name="Share"/>].</param>
/// <param name="Directed">Whether the direction is kept.</param>
/// <param name="LogOdds">Log odds ratio of the two over all training visits, nothing adjusted for; in nats.</param>
public sealed record CodeGraphEdge(int From, int To, float Share, float Forward, bool Directed, float LogOdds);
