using System.Collections.Immutable;
using System.Globalization;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Rules;

/// <summary>Objects to proposed medications that interact: one finding per pair, the worst first, then the likeliest.</summary>
/// <param name="graph">The interactions at the level of the recommendation.</param>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
/// <param name="knowledge">What each source says of the ingredients behind a pair.</param>
[Part("interacting-pair",
    Source = InteractionFacts.ShippedSource,
    Summary = "two proposed medications whose ingredients interact, with severity, mechanism and the share of prescribed ingredient pairs concerned")]
public sealed class InteractingPair(InteractionGraph graph, Func<Code, string> label, SafetyKnowledge knowledge) : ISafetyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        return graph.PairsWithin(recommendation.Codes)
            .OrderByDescending(pair => pair.Severity)
            .ThenByDescending(pair => pair.ShareAtLeast(pair.Severity))
            .ThenBy(pair => pair.First).ThenBy(pair => pair.Second)
            .Select(FindingOf);
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications)
    {
        ArgumentNullException.ThrowIfNull(medications);
        return medications.Where(graph.Unknown.Contains);
    }

    private Finding FindingOf(Interaction pair)
    {
        var told = Facts(pair);
        var mechanism = told.IsEmpty ? Mechanism.Other : told.FirstOrDefault(fact => fact.Mechanism != Mechanism.Other, told[0]).Mechanism;
        return new Finding(pair.Severity, [pair.First, pair.Second], Message(pair, mechanism))
        {
            Source = told.IsEmpty ? graph.Source : told[0].Source,
            Version = told.IsEmpty ? "" : told[0].Version,
            Mechanism = mechanism,
            Management = knowledge.Tables.Management.Of(mechanism, pair.Severity),
            Levels = told.Length < 2 ? [] : [.. told.Select(fact => new SourcedLevel(fact.Source, fact.Version, fact.Severity))],
            Interaction = pair,
            Partial = pair.ShareAtLeast(pair.Severity) < 1,
        };
    }

    // The sources speak of ingredients; of a pair of groups the most prescribed pair of the worst level counts.
    private ImmutableArray<InteractionFact> Facts(Interaction pair)
    {
        var (first, second) = Example(pair) is { } example ? (example.First, example.Second) : (pair.First, pair.Second);
        return knowledge.Interactions.Between(first, second);
    }

    private string Message(Interaction pair, Mechanism mechanism)
    {
        var between = $"{SeverityWords.Called(label, pair.First)} with {SeverityWords.Called(label, pair.Second)}: {SeverityWords.Of(pair.Severity)}";
        if (IsWhole(pair))
            return $"{between}; {knowledge.Tables.Management.RiskOf(mechanism)}.";
        var (worst, any) = (pair.ShareAtLeast(pair.Severity), pair.ShareAtLeast(Severity.Note));
        var shares = worst >= any
            ? $"{Percent(any)} of prescribed ingredient pairs interact"
            : $"so for {Percent(worst)} of prescribed ingredient pairs, and {Percent(any)} interact at some level";
        return $"{between}; {shares}{ExampleText(pair)}.";
    }

    // Two ingredients, not two groups of them.
    private static bool IsWhole(Interaction pair) => AtcLevel.Of(pair.First) == 5 && AtcLevel.Of(pair.Second) == 5;

    // The examples are the most prescribed pairs, so the worst severity may not be among them.
    private static IngredientPair? Example(Interaction pair) =>
        pair.Examples.FirstOrDefault(found => found.Severity == pair.Severity) ?? pair.Examples.FirstOrDefault();

    private string ExampleText(Interaction pair) => Example(pair) is not { } example || (example.First == pair.First && example.Second == pair.Second)
        ? ""
        : $", for example {label(example.First)} with {label(example.Second)}{(example.Severity == pair.Severity ? "" : $" ({SeverityWords.Of(example.Severity)})")}";

    private static string Percent(double share) => share switch
    {
        < 0.005 => "under 1 %",
        > 0.995 and < 1 => "over 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %"),
    };
}
