using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What became of the rows of one bucket; accounts of buckets add up.</summary>
internal sealed record RowAccount(
    ImmutableArray<TableUse> Used, ImmutableArray<TableDrop> Dropped, ImmutableArray<MapCoverage> Coverage, ImmutableArray<CriterionDrop> Criteria, int Overlaps,
    ImmutableArray<MapReceipt> Maps);
