using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Who was studied, and what was left out on the way.</summary>
/// <param name="Name">Where the cohort comes from.</param>
/// <param name="All">The whole cohort.</param>
/// <param name="Training">The part that everything is fitted on.</param>
/// <param name="Validation">The part that settings are chosen on.</param>
/// <param name="Test">The part that is only tested.</param>
/// <param name="Kinds">The codes by kind.</param>
/// <param name="Receipt">What the import says: rows in, rows dropped with the reason, share of drug rows mapped; label and value in the order to be shown.</param>
public sealed record CohortSummary(
    string Name, PartSize All, PartSize Training, PartSize Validation, PartSize Test, ImmutableArray<KindSummary> Kinds,
    ImmutableArray<KeyValuePair<string, string>> Receipt)
{
    /// <summary>Counts <paramref name="cohort"/> and its parts; kinds without any code are left out.</summary>
    public static CohortSummary Of(Cohort cohort, CohortSplit split, ImmutableArray<KeyValuePair<string, string>> receipt)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(split);
        return new(
            cohort.Name, PartSize.Of(cohort), PartSize.Of(split.Training), PartSize.Of(split.Validation), PartSize.Of(split.Test),
            [.. CodeKinds.All.Select(kind => KindSummary.Of(cohort, kind)).Where(kind => kind.Distinct > 0)], receipt);
    }
}
