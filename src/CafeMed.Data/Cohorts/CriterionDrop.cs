using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What a criterion left out.</summary>
/// <param name="Criterion">In words.</param>
/// <param name="Patients">Patients that lost their last visit by it.</param>
/// <param name="Visits">Visits it left out.</param>
/// <param name="Codes">Codes it left out, of every kind: those of the visits it left out, and those it took from visits that stayed. A code counts once a visit.</param>
public sealed record CriterionDrop(string Criterion, int Patients, int Visits, long Codes)
{
    /// <summary>The same codes by kind; kinds that lost none are absent. Empty in receipts of older programs.</summary>
    public ImmutableArray<DroppedCodes> Kinds { get; init; } = [];

    /// <summary>The same criterion over more patients.</summary>
    internal CriterionDrop Plus(CriterionDrop other) => new(Criterion, Patients + other.Patients, Visits + other.Visits, Codes + other.Codes)
    {
        Kinds = [.. Kinds.Concat(other.Kinds).GroupBy(drop => drop.Kind).OrderBy(kind => kind.Key).Select(kind => new DroppedCodes(kind.Key, kind.Sum(drop => drop.Codes)))],
    };
}
