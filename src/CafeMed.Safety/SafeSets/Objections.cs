using System.Collections.Immutable;
using CafeMed.Safety.Checking;

namespace CafeMed.Safety.SafeSets;

/// <summary>What the rules say about a pool of drugs, as bars and burdens.</summary>
internal sealed class Objections
{
    private readonly SafeSetOptions _options;
    private readonly SafetyConstraints _constraints;

    private Objections(SafeSetOptions options, SafetyConstraints constraints) => (_options, _constraints) = (options, constraints);

    public static Objections Of(Patient patient, IReadOnlyList<ScoredMedication> pool, IReadOnlyList<ISafetyRule> rules, SafeSetOptions options) =>
        new(options, SafetyConstraints.Of(patient, CodeSet.From(pool.Select(drug => drug.Code)), rules));

    /// <summary>The findings about a drug alone, loudest first.</summary>
    public ImmutableArray<Finding> About(Code drug) => _constraints.Drugs.GetValueOrDefault(drug, []);

    /// <summary>The findings about two drugs together, loudest first.</summary>
    public ImmutableArray<Finding> About(Code one, Code other) => _constraints.Pairs.GetValueOrDefault(CodePair.Of(one, other), []);

    /// <summary>Whether a finding bars, rather than burdens.</summary>
    public bool Bars(Finding finding) =>
        _options.Barring.Contains(finding.Rule, StringComparer.Ordinal)
        || finding.Severity == Severity.Contraindicated
        && (finding.Interaction is not { } pair || pair.ShareAtLeast(Severity.Contraindicated) > _options.ContraindicatedShare);

    /// <summary>What findings about the same drugs burden: the heaviest counts, because rules that know the same fact say it twice.</summary>
    public double Burden(ImmutableArray<Finding> findings) => findings.IsEmpty ? 0 : findings.Max(_options.Weights.Of);

    /// <summary>The pairs of a pool, by index.</summary>
    public ImmutableArray<SafeSetPair> Pairs(IReadOnlyList<ScoredMedication> pool)
    {
        var place = pool.Select((drug, i) => (drug.Code, i)).ToDictionary(drug => drug.Code, drug => drug.i);
        return
        [
            .. _constraints.Pairs.Select(pair => new SafeSetPair(place[pair.Key.First], place[pair.Key.Second], pair.Value.Any(Bars), Burden(pair.Value)))
                .OrderBy(pair => pair.First).ThenBy(pair => pair.Second),
        ];
    }
}
