namespace CafeMed;

/// <summary>Lets one rule speak, and writes on each finding whose it is.</summary>
public static class RuleReview
{
    /// <summary>The findings of <paramref name="rule"/>, with its name, and its source where the finding has none.</summary>
    public static IEnumerable<Finding> Of(ISafetyRule rule, Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Of(rule, PartOf(rule), patient, recommendation);
    }

    /// <summary>Whose findings they are.</summary>
    internal static PartAttribute PartOf(ISafetyRule rule) => PartAttribute.Of((rule as LevelledRule)?.Inner.GetType() ?? rule.GetType());

    /// <summary>The same for a rule whose name was read before: to read it takes longer than many a rule.</summary>
    internal static IEnumerable<Finding> Of(ISafetyRule rule, PartAttribute part, Patient patient, Recommendation recommendation) =>
        rule.Review(patient, recommendation)
            .Select(finding => finding with { Rule = part.Name, Source = finding.Source.Length > 0 ? finding.Source : part.Source });
}
