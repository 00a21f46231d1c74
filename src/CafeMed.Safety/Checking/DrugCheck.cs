using System.Collections.Immutable;
using CafeMed.Safety.Knowledge;
using CafeMed.Safety.Rules;

namespace CafeMed.Safety.Checking;

/// <summary>Checks a list of drugs for one patient, without any model: every rule, what is unknown, and what could be given instead.</summary>
/// <param name="knowledge">What the rules know.</param>
/// <param name="label">What a code is called for people.</param>
/// <param name="options">Rules that are switched off or have another level.</param>
public sealed class DrugCheck(SafetyKnowledge knowledge, Func<Code, string> label, IReadOnlyDictionary<string, RuleOptions> options)
{
    private const int Offered = 5;
    // For one candidate its pairs are looked up apart, and how many drugs there are does not depend on which of a subgroup it is.
    private readonly Lazy<ImmutableArray<ISafetyRule>> _ofCandidates = new(() =>
        [.. SafetyRules.Of(new InteractionGraph("", [], [], Fingerprint.None), label, knowledge, options).Where(rule => ((rule as LevelledRule)?.Inner ?? rule) is not ManyDrugs)]);

    private readonly Lazy<ILookup<string, Code>> _groups = new(() =>
        knowledge.Interactions.Sources.SelectMany(source => source.Surveyed).Where(code => AtcLevel.Of(code) == 5).Distinct().Order().ToLookup(code => code.Value[..5], StringComparer.Ordinal));

    /// <summary>Checks.</summary>
    /// <param name="drugs">ATC codes as given; a code that comes twice is a finding of its own.</param>
    /// <param name="allergies">ATC codes, or words of the system <c>Local</c>.</param>
    /// <param name="diagnoses">ICD codes.</param>
    public CheckResult Check(IReadOnlyList<Code> drugs, CodeSet allergies, CodeSet diagnoses)
    {
        ArgumentNullException.ThrowIfNull(drugs);
        var set = CodeSet.From(drugs);
        var patient = Someone(allergies, diagnoses);
        var findings = Review(set, patient).Concat(Twice(drugs)).OrderByDescending(finding => finding.Severity).ToImmutableArray();
        return new CheckResult(
            set,
            findings,
            CodeSet.From(set.Where(drug => !Known(drug))),
            CodeSet.From(allergies.Where(allergy => !KnownAllergy.CanCheck(allergy, knowledge.Tables))),
            CodeSet.From(diagnoses.Where(diagnosis => diagnosis.System != CodeSystem.Icd10Cm && diagnosis.System != CodeSystem.Icd9Cm)));
    }

    /// <summary>Drugs of the same chemical subgroup (ATC level 4) as <paramref name="drug"/> that could be given in its place without any finding; at most five.</summary>
    /// <remarks>Only ingredients that a source surveys are offered: of the others it is not known that there is no finding.</remarks>
    public ImmutableArray<Code> Alternatives(Code drug, CheckResult result, CodeSet allergies, CodeSet diagnoses)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (AtcLevel.Of(drug) != 5)
            return [];
        var others = result.Drugs.Where(other => other != drug).ToArray();
        var patient = Someone(allergies, diagnoses);
        var own = knowledge.Tables.IngredientsOf(drug);
        return [.. _groups.Value[drug.Value[..5]].Where(candidate => candidate != drug
                && !result.Drugs.Contains(candidate)
                && label(candidate) != candidate.Value
                && !own.Any(knowledge.Tables.IngredientsOf(candidate).Contains)
                && Array.TrueForAll(others, other => knowledge.Interactions.Between(candidate, other).IsEmpty)
                && !Objected(CodeSet.From(others.Append(candidate)), patient, candidate))
            .Take(Offered)];
    }

    private bool Known(Code drug) => AtcLevel.Of(drug) == 5 ? knowledge.Interactions.Knows(drug) : _groups.Value.Any(group => group.Key.StartsWith(drug.Value, StringComparison.Ordinal));

    private IEnumerable<Finding> Review(CodeSet drugs, Patient patient) =>
        SafetyRules.Of(DirectGraph.Of(knowledge.Interactions, drugs), label, knowledge, options).SelectMany(rule => RuleReview.Of(rule, patient, Proposed(drugs)));

    private bool Objected(CodeSet drugs, Patient patient, Code candidate)
    {
        var proposed = Proposed(drugs);
        return _ofCandidates.Value.Any(rule => rule.Review(patient, proposed).Any(finding => finding.Codes.Contains(candidate)));
    }

    private static Recommendation Proposed(CodeSet drugs) => new("check", [.. drugs.Select(drug => new ScoredMedication(drug, 1, true, []))], []);

    private IEnumerable<Finding> Twice(IReadOnlyList<Code> drugs)
    {
        var rule = PartAttribute.Of(typeof(DuplicateTherapy));
        var wanted = options.GetValueOrDefault(rule.Name) ?? new RuleOptions();
        if (!wanted.Enabled)
            return [];
        var severity = wanted.Severity ?? Severity.Warning;
        return drugs.GroupBy(drug => drug).Where(same => same.Count() > 1).Select(same => new Finding(
            severity, [same.Key], $"{SeverityWords.Called(label, same.Key)} stands in the list {same.Count()} times.")
        {
            Rule = rule.Name,
            Source = rule.Source,
            Mechanism = Mechanism.Duplication,
            Management = knowledge.Tables.Management.Of(Mechanism.Duplication, severity),
        });
    }

    private static Patient Someone(CodeSet allergies, CodeSet diagnoses) => new("check",
        [new Visit("check", DateTime.UnixEpoch, null, VisitCodes.Empty.With(CodeKind.Allergy, allergies).With(CodeKind.Diagnosis, diagnoses))]);
}
