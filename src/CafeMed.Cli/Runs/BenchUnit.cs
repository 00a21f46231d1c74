using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Runs;

/// <summary>One piece of a comparison: one recommender on one split of one cohort.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="Recommender">Who is tuned and measured.</param>
/// <param name="Split">What tells the split from others of the cohort.</param>
/// <param name="Study">The settings, with the split's own.</param>
internal sealed record BenchUnit(BenchCohort Cohort, string Recommender, string Split, StudyOptions Study)
{
    /// <summary>The name of its files.</summary>
    public string Name => $"{Cohort.Name}-{Split.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')}-{Recommender}";
}
