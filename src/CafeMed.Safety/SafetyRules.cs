using System.Collections.Immutable;
using CafeMed.Safety.Knowledge;
using CafeMed.Safety.Rules;

namespace CafeMed.Safety;

/// <summary>The rules of this assembly, as the configuration wants them.</summary>
public static class SafetyRules
{
    /// <summary>Every rule by name.</summary>
    public static Catalogue<ISafetyRule> Catalogue { get; } = new(typeof(InteractingPair).Assembly, "rule");

    /// <summary>The rules that are switched on, each at its own or the configured level.</summary>
    /// <param name="graph">Interactions at the level of the recommendation.</param>
    /// <param name="label">What a code is called for people.</param>
    /// <param name="knowledge">What the rules know.</param>
    /// <param name="options">By rule; a rule that is not named has its defaults.</param>
    /// <exception cref="CafeMedException"><c>CM2002</c>: the options name a rule that there is none of.</exception>
    public static ImmutableArray<ISafetyRule> Of(
        InteractionGraph graph, Func<Code, string> label, SafetyKnowledge knowledge, IReadOnlyDictionary<string, RuleOptions> options)
    {
        Require(options);
        var rules = ImmutableArray.CreateBuilder<ISafetyRule>();
        foreach (var name in Catalogue.Names)
        {
            var wanted = options.GetValueOrDefault(name) ?? new RuleOptions();
            if (!wanted.Enabled)
                continue;
            var rule = Catalogue.Compose(name, graph, label, knowledge);
            rules.Add(wanted.Severity is { } severity ? new LevelledRule(rule, severity) : rule);
        }
        return rules.ToImmutable();
    }

    /// <summary>Does nothing where every rule that is named exists.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: one does not.</exception>
    public static void Require(IReadOnlyDictionary<string, RuleOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var name in options.Keys)
            _ = Catalogue[name];
    }
}
