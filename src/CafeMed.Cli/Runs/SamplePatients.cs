using System.Collections.Immutable;
using CafeMed.Data;

namespace CafeMed.Cli.Runs;

/// <summary>Patients to try a served model with.</summary>
internal static class SamplePatients
{
    private const int Most = 200;

    /// <summary>The first patients of a cohort folder; none where no folder is named.</summary>
    public static ImmutableArray<Patient> Of(DirectoryInfo? cohort, CancellationToken ct) =>
        cohort is null ? [] : [.. CohortFolder.Open(cohort).Patients(ct).Take(Most)];
}
