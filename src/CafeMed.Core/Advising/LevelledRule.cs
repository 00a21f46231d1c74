namespace CafeMed;

/// <summary>A rule all of whose findings are as loud as the configuration says.</summary>
/// <param name="inner">The rule.</param>
/// <param name="severity">The level of every finding; what the rule's sources say stays in <see cref="Finding.Levels"/>.</param>
public sealed class LevelledRule(ISafetyRule inner, Severity severity) : ISafetyRule
{
    /// <summary>The rule itself.</summary>
    public ISafetyRule Inner { get; } = inner;

    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation) =>
        Inner.Review(patient, recommendation).Select(finding => finding.Severity == severity ? finding : finding with
        {
            Severity = severity,
            Levels = finding.Levels.IsEmpty ? [new SourcedLevel(finding.Source, finding.Version, finding.Severity)] : finding.Levels,
        });

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => Inner.Unknown(medications);
}
