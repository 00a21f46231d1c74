using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>How much of a table's drugs the map knows.</summary>
/// <param name="Table">The table.</param>
/// <param name="Mapped">Rows of usable visits whose drug got at least one ATC code.</param>
/// <param name="Unmapped">Rows of usable visits whose drug got none, and which were dropped therefore.</param>
/// <param name="Top">The most frequent of those drugs, at most 500.</param>
public sealed record MapCoverage(string Table, long Mapped, long Unmapped, ImmutableArray<UnmappedDrug> Top)
{
    /// <summary>What is counted, in words.</summary>
    public string What { get; init; } = "drug rows mapped to ATC";

    /// <summary>Mapped rows of all, in [0, 1]; 1 where there are none.</summary>
    public double Share => Mapped + Unmapped == 0 ? 1 : (double)Mapped / (Mapped + Unmapped);
}
