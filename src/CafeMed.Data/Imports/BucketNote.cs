using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What is kept of a finished bucket beside its shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Repeated">Its patients with more than one visit.</param>
/// <param name="UsableVisits">Visits before the criteria.</param>
/// <param name="Rows">What became of the bucket's rows.</param>
/// <param name="Kinds">Codes by kind.</param>
/// <param name="Distinct">The different codes of each kind, written <c>System:Value</c>.</param>
/// <param name="Medications">How many patients have each medication; empty where every medication counts.</param>
internal sealed record BucketNote(
    CohortShard Shard, int Repeated, long UsableVisits, RowAccount Rows, ImmutableArray<KindCount> Kinds,
    ImmutableArray<ImmutableArray<string>> Distinct, ImmutableDictionary<string, int> Medications);
