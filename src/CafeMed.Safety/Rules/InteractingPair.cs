using System.Globalization;

namespace CafeMed.Safety.Rules;

/// <summary>Objects to proposed medications that interact: one finding per pair, the worst first, then the likeliest.</summary>
/// <param name="graph">The interactions at the level of the recommendation.</param>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
[Part("interacting-pair",
    Source = InteractionFacts.ShippedSource,
    Summary = "two proposed medications whose ingredients interact, with severity and the share of prescribed ingredient pairs concerned")]
public sealed class InteractingPair(InteractionGraph graph, Func<Code, string> label) : ISafetyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        return graph.PairsWithin(recommendation.Codes)
            .OrderByDescending(pair => pair.Severity)
            .ThenByDescending(pair => pair.ShareAtLeast(pair.Severity))
            .ThenBy(pair => pair.First).ThenBy(pair => pair.Second)
            .Select(pair => new Finding(pair.Severity, [pair.First, pair.Second], Message(pair)) { Source = graph.Source, Interaction = pair });
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications)
    {
        ArgumentNullException.ThrowIfNull(medications);
        return medications.Where(graph.Unknown.Contains);
    }

    private string Message(Interaction pair)
    {
        var (worst, any) = (pair.ShareAtLeast(pair.Severity), pair.ShareAtLeast(Severity.Note));
        var shares = worst >= any
            ? $"{Percent(any)} of prescribed ingredient pairs interact"
            : $"so for {Percent(worst)} of prescribed ingredient pairs, and {Percent(any)} interact at some level";
        return $"{Called(pair.First)} with {Called(pair.Second)}: {Words(pair.Severity)}; {shares}{Example(pair)}.";
    }

    // The examples are the most prescribed pairs, so the worst severity may not be among them.
    private string Example(Interaction pair)
    {
        var example = pair.Examples.FirstOrDefault(found => found.Severity == pair.Severity) ?? pair.Examples.FirstOrDefault();
        return example is null || (example.First == pair.First && example.Second == pair.Second)
            ? ""
            : $", for example {label(example.First)} with {label(example.Second)}{(example.Severity == pair.Severity ? "" : $" ({Words(example.Severity)})")}";
    }

    private string Called(Code code) => label(code) is var name && name != code.Value ? $"{name} ({code.Value})" : code.Value;

    private static string Percent(double share) => share switch
    {
        < 0.005 => "under 1 %",
        > 0.995 and < 1 => "over 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %"),
    };

    private static string Words(Severity severity) => severity switch
    {
        Severity.Contraindicated => "contraindicated",
        Severity.Warning => "not recommended",
        Severity.Caution => "precaution",
        _ => "take into account",
    };
}
