using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed.Safety.Checking;

/// <summary>The rules as an optimiser needs them: what single drugs, and what pairs of drugs, are objected to for one patient.</summary>
/// <remarks>
/// Every rule speaks of one drug or of two, whatever else is proposed, so reviewing all candidates at once gives all of it. A rule that
/// speaks of more than two (many-drugs) depends on the number alone and constrains nothing. "Forbidden" is what a rule calls contraindicated.
/// </remarks>
public sealed class SafetyConstraints
{
    private SafetyConstraints(FrozenDictionary<Code, ImmutableArray<Finding>> drugs, FrozenDictionary<(Code, Code), ImmutableArray<Finding>> pairs) =>
        (Drugs, Pairs) = (drugs, pairs);

    /// <summary>What is objected to in single drugs (allergy, diagnosis), loudest first.</summary>
    public FrozenDictionary<Code, ImmutableArray<Finding>> Drugs { get; }

    /// <summary>What is objected to in pairs, the lesser code first; loudest first.</summary>
    public FrozenDictionary<(Code First, Code Second), ImmutableArray<Finding>> Pairs { get; }

    /// <summary>The candidates that are forbidden for this patient by an allergy or a diagnosis.</summary>
    public IEnumerable<Code> Forbidden => Drugs.Where(drug => drug.Value[0].Severity == Severity.Contraindicated).Select(drug => drug.Key).Order();

    /// <summary>The pairs that must not be given together.</summary>
    public IEnumerable<(Code First, Code Second)> ForbiddenPairs =>
        Pairs.Where(pair => pair.Value[0].Severity == Severity.Contraindicated).Select(pair => pair.Key).Order();

    /// <summary>The pairs that are the same treatment twice, with the level of that finding.</summary>
    public IEnumerable<(Code First, Code Second, Severity Severity)> Duplicates =>
        from pair in Pairs
        let finding = pair.Value.FirstOrDefault(one => one.Mechanism == Mechanism.Duplication)
        where finding is not null
        orderby pair.Key
        select (pair.Key.First, pair.Key.Second, finding.Severity);

    /// <summary>Reviews all candidates for one patient.</summary>
    /// <param name="patient">The patient: allergies and diagnoses.</param>
    /// <param name="candidates">Everything that could be proposed.</param>
    /// <param name="rules">The rules, as <see cref="SafetyRules"/> gives them.</param>
    public static SafetyConstraints Of(Patient patient, CodeSet candidates, IReadOnlyList<ISafetyRule> rules)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(rules);
        var everything = new Recommendation("candidates", [.. candidates.Select(code => new ScoredMedication(code, 1, true, []))], []);
        var findings = rules.SelectMany(rule => RuleReview.Of(rule, patient, everything)).OrderByDescending(finding => finding.Severity).ToArray();
        return new SafetyConstraints(
            findings.Where(finding => finding.Codes.Length == 1).GroupBy(finding => finding.Codes[0]).ToFrozenDictionary(same => same.Key, same => same.ToImmutableArray()),
            findings.Where(finding => finding.Codes.Length == 2).GroupBy(Key).ToFrozenDictionary(same => same.Key, same => same.ToImmutableArray()));
    }

    /// <summary>The loudest objection to a pair, or <see langword="null"/>.</summary>
    public Finding? Between(Code first, Code second) =>
        Pairs.TryGetValue(CodePair.Of(first, second), out var findings) ? findings[0] : null;

    private static (Code, Code) Key(Finding finding) => CodePair.Of(finding.Codes[0], finding.Codes[1]);
}
