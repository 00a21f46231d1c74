using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>What all rules say about a pool of drugs: the findings of single drugs and of pairs.</summary>
/// <remarks>Rules are asked once, with the whole pool proposed. A finding about three or more drugs (polypharmacy) bars nothing: it is attached to the advice, as always.</remarks>
internal sealed class Objections
{
    private readonly SafeSetOptions _options;
    private readonly Dictionary<Code, List<Finding>> _single = [];
    private readonly Dictionary<(Code, Code), List<Finding>> _pairs = [];

    private Objections(SafeSetOptions options) => _options = options;

    public static Objections Of(Patient patient, Recommendation recommendation, IReadOnlyList<ScoredMedication> pool, IReadOnlyList<ISafetyRule> rules, SafeSetOptions options)
    {
        var objections = new Objections(options);
        var all = recommendation with { Medications = [.. pool.Select(drug => drug with { Proposed = true })] };
        foreach (var rule in rules)
            foreach (var finding in Advisor.Review(rule, patient, all))
                objections.Add(finding);
        return objections;
    }

    /// <summary>The findings about a drug alone.</summary>
    public IReadOnlyList<Finding> About(Code drug) => _single.GetValueOrDefault(drug) ?? [];

    /// <summary>The findings about two drugs together.</summary>
    public IReadOnlyList<Finding> About(Code one, Code other) => _pairs.GetValueOrDefault(CodePair.Of(one, other)) ?? [];

    /// <summary>Whether a finding bars, rather than burdens.</summary>
    public bool Bars(Finding finding) =>
        _options.Barring.Contains(finding.Rule, StringComparer.Ordinal)
        || finding.Severity == Severity.Contraindicated
        && (finding.Interaction is not { } pair || pair.ShareAtLeast(Severity.Contraindicated) > _options.ContraindicatedShare);

    /// <summary>What findings about the same drugs burden: the heaviest counts, because rules that know the same fact say it twice.</summary>
    public double Burden(IReadOnlyList<Finding> findings) => findings.Count == 0 ? 0 : findings.Max(_options.Weights.Of);

    /// <summary>The pairs of a pool, by index.</summary>
    public ImmutableArray<SafeSetPair> Pairs(IReadOnlyList<ScoredMedication> pool)
    {
        var place = pool.Select((drug, i) => (drug.Code, i)).ToDictionary(drug => drug.Code, drug => drug.i);
        return
        [
            .. _pairs.Select(pair => new SafeSetPair(place[pair.Key.Item1], place[pair.Key.Item2], pair.Value.Any(Bars), Burden(pair.Value)))
                .OrderBy(pair => pair.First).ThenBy(pair => pair.Second),
        ];
    }

    private void Add(Finding finding)
    {
        if (finding.Codes.Length == 1)
            ListOf(_single, finding.Codes[0]).Add(finding);
        else if (finding.Codes.Length == 2)
            ListOf(_pairs, CodePair.Of(finding.Codes[0], finding.Codes[1])).Add(finding);
    }

    private static List<Finding> ListOf<TKey>(Dictionary<TKey, List<Finding>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
