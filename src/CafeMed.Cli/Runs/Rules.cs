using CafeMed.Data.Names;
using CafeMed.Safety.Rules;

namespace CafeMed.Cli.Runs;

/// <summary>The safety rules.</summary>
internal static class Rules
{
    /// <summary>Every rule.</summary>
    public static Catalogue<ISafetyRule> Catalogue { get; } = new(typeof(InteractingPair).Assembly, "rule");

    /// <summary>Every rule, over <paramref name="graph"/>.</summary>
    public static IReadOnlyList<ISafetyRule> Of(InteractionGraph graph, CodeNames names) =>
        [.. Catalogue.Names.Select(name => Catalogue.Compose(name, graph, (Func<Code, string>)names.Label))];
}
