using System.Collections.Immutable;

namespace CafeMed.Safety.Verification;

/// <summary>How many scenarios of each group were passed.</summary>
/// <param name="Groups">By group, in the suite's order: passed, and how many there are.</param>
/// <param name="Failed">Those that were not.</param>
public sealed record ScenarioScore(ImmutableArray<(string Group, int Passed, int Of)> Groups, ImmutableArray<ScenarioVerdict> Failed)
{
    /// <summary>How many were passed.</summary>
    public int Passed => Groups.Sum(group => group.Passed);

    /// <summary>How many there are.</summary>
    public int Of => Groups.Sum(group => group.Of);

    /// <summary>The share that was passed, in [0, 1]; 0 for an empty suite.</summary>
    public double Share => Of == 0 ? 0 : (double)Passed / Of;

    /// <summary>Counts verdicts.</summary>
    public static ScenarioScore From(IReadOnlyList<ScenarioVerdict> verdicts) => new(
        [.. verdicts.GroupBy(verdict => verdict.Scenario.Group).Select(group => (group.Key, group.Count(verdict => verdict.Passed), group.Count()))],
        [.. verdicts.Where(verdict => !verdict.Passed)]);
}
