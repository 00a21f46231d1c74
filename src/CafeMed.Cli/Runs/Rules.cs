using CafeMed.Data.Names;
using CafeMed.Safety;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Runs;

/// <summary>The safety rules.</summary>
internal static class Rules
{
    /// <summary>Every rule.</summary>
    public static Catalogue<ISafetyRule> Catalogue => SafetyRules.Catalogue;

    /// <summary>The rules that <paramref name="options"/> leave on, over <paramref name="graph"/>.</summary>
    public static IReadOnlyList<ISafetyRule> Of(InteractionGraph graph, CodeNames names, SafetyKnowledge knowledge, IReadOnlyDictionary<string, RuleOptions> options) =>
        SafetyRules.Of(graph, names.Label, knowledge, options);
}
