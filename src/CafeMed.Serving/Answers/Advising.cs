using System.Collections.Immutable;
using CafeMed.Inference;
using CafeMed.Safety;
using CafeMed.Safety.Checking;
using CafeMed.Safety.Rules;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Serving.Answers;

/// <summary>Asks the model for advice, lets the rules object, and puts it into words.</summary>
internal sealed class Advising
{
    private const int NotProposedTold = 25;
    private const int ReasonsOfProposed = 12;
    private const int ReasonsOfOthers = 3;

    private readonly ServedModel _model;
    private readonly ImmutableArray<ISafetyRule> _rules;
    private readonly Advisor _advisor;
    private readonly TimeProvider _time;
    private readonly ReasonText _reasons;
    private readonly Alternatives _alternatives;

    public Advising(ServedModel model, TimeProvider time)
    {
        (_model, _time, _reasons, _alternatives) = (model, time, new ReasonText(model.Names), new Alternatives(model));
        _rules = SafetyRules.Of(model.Graph, model.Names.Label, model.Knowledge, model.Rules);
        _advisor = new Advisor(model.Recommender, _rules);
        Model = new AnsweringModel(model.Name, model.Hash, model.Recommender.Name, model.Level, model.Synthetic, model.Graph.Source);
    }

    /// <summary>How the model is named in answers.</summary>
    public AnsweringModel Model { get; }

    /// <summary>Advises.</summary>
    public async ValueTask<AdviceAnswer> AdviseAsync(Question asked, CancellationToken ct)
    {
        var patient = asked.Patient.AtLevel(_model.Level);
        var recommendation = await _model.Recommender.RecommendAsync(patient, ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        var plan = asked.Safe is { } safe ? new SafeSetPlanner(_rules, safe, _time).Plan(patient, recommendation) : null;
        var chosen = Change(plan?.Apply(recommendation) ?? recommendation, asked);
        return Tell(asked, patient, AdvisorFor(chosen).Review(patient, chosen), plan);
    }

    // A drug that training never saw has no row in the model's graph: then the tables themselves are asked.
    private Advisor AdvisorFor(Recommendation chosen) => chosen.Medications.All(drug => _model.Vocabularies.Medications.IndexOf(drug.Code) >= 0)
        ? _advisor
        : new Advisor(_model.Recommender, SafetyRules.Of(DirectGraph.Of(_model.Knowledge.Interactions, chosen.Codes), _model.Names.Label, _model.Knowledge, _model.Rules));

    private static Recommendation Change(Recommendation chosen, Question asked)
    {
        if (asked.Forced.IsEmpty && asked.Barred.IsEmpty)
            return chosen;
        var outside = asked.Forced.Where(code => !chosen.Medications.Any(drug => drug.Code == code)).Distinct();
        return chosen with
        {
            Medications =
            [
                .. chosen.Medications.Select(drug => asked.Barred.Contains(drug.Code) ? drug with { Proposed = false } : asked.Forced.Contains(drug.Code) ? drug with { Proposed = true } : drug),
                .. outside.Select(code => new ScoredMedication(code, double.NaN, true, [])),
            ],
        };
    }

    private AdviceAnswer Tell(Question asked, Patient patient, Advice advice, SafePlan? plan)
    {
        var visit = patient.CurrentVisit;
        var before = patient.LastVisit?.Medications ?? CodeSet.Empty;
        var scored = advice.Recommendation.Medications.ToDictionary(drug => drug.Code, drug => drug.Probability);
        var allergies = CodeSet.From(patient.Visits.SelectMany(one => one[CodeKind.Allergy]));
        var coverage = CoverageText.Of(asked, patient, advice.Recommendation.UnknownCodes, _model.Names);
        var gates = asked.Gates && _model.Gates is { } gatesOf ? gatesOf(patient) : [];
        var (sums, alternatives) = (new ReasonSums(), _alternatives.For(advice.Recommendation));
        AdvisedDrug Told(ScoredMedication drug)
        {
            var account = drug.Contributions;
            return new AdvisedDrug(
                drug.Code, _model.Names.Label(drug.Code), double.IsNaN(drug.Probability) ? null : drug.Probability,
                drug.Certainty?.Observed,
                before.Contains(drug.Code) ? drug.Proposed ? "kept" : "dropped" : drug.Proposed ? "started" : "none",
                Sum(account), Gated(drug.Code, _reasons.Of(drug.Code, account, drug.Proposed || asked.Gates ? ReasonsOfProposed : ReasonsOfOthers, sums), gates))
            {
                InSetsOf = drug.Certainty is { InSetsOf.IsDefault: false } certainty ? certainty.InSetsOf : [],
            };
        }

        return new AdviceAnswer
        {
            Model = Model,
            Patient = patient.Id,
            Visit = visit.Id,
            VisitNumber = patient.Visits.Length,
            Abstention = CoverageText.Abstention(patient, coverage, advice.Recommendation.Confidence),
            ExpectedJaccard = asked.Forced.IsEmpty && asked.Barred.IsEmpty && plan is null ? advice.Recommendation.Confidence?.ExpectedJaccard : null,
            Coverage = coverage,
            Diagnoses = Named(visit.Diagnoses),
            Procedures = Named(visit.Procedures),
            Allergies = Named(allergies),
            UncheckedAllergies = Named(allergies.Where(code => !KnownAllergy.CanCheck(code, _model.Knowledge.Tables))),
            Chosen = SafeText.Chosen(_model.Decision, plan is not null),
            Proposed = [.. advice.Recommendation.Proposed.Select(Told)],
            NotProposed = [.. advice.Recommendation.Medications.Where(drug => !drug.Proposed).Take(NotProposedTold).Select(Told)],
            Kept = Named(advice.Kept),
            Started = Named(advice.Started),
            Dropped = [.. advice.Dropped.Select(code => new DroppedDrug(code, _model.Names.Label(code), scored.TryGetValue(code, out var probability) ? probability : null))],
            Findings = [.. advice.Findings.Select(finding => Tell(finding, alternatives))],
            Unchecked = Named(advice.Unchecked),
            Safe = plan is null ? null : SafeText.Of(plan, _model.Names.Label),
        };
    }

    private static double Sum(ImmutableArray<Contribution> account)
    {
        var sum = 0.0;
        foreach (var part in account)
            sum += part.Amount;
        return sum;
    }

    private NamedCode[] Named(IEnumerable<Code> codes) => [.. codes.Select(code => new NamedCode(code, _model.Names.Label(code)))];

    private FindingAnswer Tell(Finding finding, Alternatives.Here alternatives) => new(
        finding.Severity, SeverityWord.Means(finding.Severity), finding.Rule, finding.Codes, [.. finding.Codes.Select(_model.Names.Label)], finding.Message, finding.Mechanism,
        finding.Management, finding.Source, finding.Version, finding.Partial, finding.Levels,
        finding.Severity >= Severity.Warning && finding.Codes.Length <= 2 ? [.. finding.Codes.Select(alternatives.Instead).Where(instead => instead.Drugs.Count + instead.Next.Count > 0)] : []);

    private IReadOnlyList<ReasonAnswer> Gated(Code drug, IReadOnlyList<ReasonAnswer> reasons, ImmutableArray<CodeGates> gates)
    {
        var column = gates.IsEmpty ? -1 : _model.Vocabularies.Medications.IndexOf(drug);
        // A code that training never saw has no name: where a visit has two of a kind, nobody can say whose gate is whose.
        return column < 0 ? reasons :
        [
            .. reasons.Select(reason => reason is { GatedEffect: not 0, Kind: { } kind } && gates.Where(one => one.Kind == kind && one.Code == reason.Code).ToArray() is [var only]
                ? reason with { Gate = only.Gates[column] }
                : reason),
        ];
    }
}
