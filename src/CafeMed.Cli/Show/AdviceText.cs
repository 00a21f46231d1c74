using CafeMed.Data.Names;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Safety.Knowledge;
using CafeMed.Safety.Rules;

namespace CafeMed.Cli.Show;

/// <summary>Advice in words: what is printed, and what <c>--json</c> gives.</summary>
internal sealed record AdviceText
{
    /// <summary>What it is not.</summary>
    public string Notice { get; } = Show.Notice.Words;

    /// <summary>The patient's identifier.</summary>
    public required string Patient { get; init; }

    /// <summary>The visit's identifier.</summary>
    public required string Visit { get; init; }

    /// <summary>Which visit it is, from 1.</summary>
    public required int VisitNumber { get; init; }

    /// <summary>Who recommends.</summary>
    public required string Recommender { get; init; }

    /// <summary>The diagnoses of the visit.</summary>
    public required IReadOnlyList<NamedCode> Diagnoses { get; init; }

    /// <summary>The procedures of the visit.</summary>
    public required IReadOnlyList<NamedCode> Procedures { get; init; }

    /// <summary>Allergies recorded at any visit.</summary>
    public required IReadOnlyList<NamedCode> Allergies { get; init; }

    /// <summary>Those of them that no rule can compare with drugs: not checked, not safe.</summary>
    public required IReadOnlyList<NamedCode> UncheckedAllergies { get; init; }

    /// <summary>Whether nothing is recorded that the recommender reads: the advice is then what is usual for anybody.</summary>
    public required bool NothingRecorded { get; init; }

    /// <summary>Whether the drugs of the visit are recorded, so that the advice can be compared with them.</summary>
    public required bool GivenIsKnown { get; init; }

    /// <summary>How the proposed drugs were chosen.</summary>
    public required ChoiceText Chosen { get; init; }

    /// <summary>The proof and the cost of the set, where a safe set was asked for.</summary>
    public SafeText? Safe { get; init; }

    /// <summary>How sure the answer is, of every drug and as a whole; <see langword="null"/> where the recommender does not say.</summary>
    public CertaintyText? Certainty { get; init; }

    /// <summary>The proposed drugs, most probable first.</summary>
    public required IReadOnlyList<ProposedDrug> Proposed { get; init; }

    /// <summary>Given at the last visit, and not proposed.</summary>
    public required IReadOnlyList<DroppedDrug> Dropped { get; init; }

    /// <summary>Given at this visit, and not proposed.</summary>
    public required IReadOnlyList<NamedCode> Missed { get; init; }

    /// <summary>The objections, loudest first.</summary>
    public required IReadOnlyList<Objection> Findings { get; init; }

    /// <summary>Proposed drugs without interaction facts: unknown, not safe.</summary>
    public required IReadOnlyList<NamedCode> Unchecked { get; init; }

    /// <summary>Codes of the patient that training never saw.</summary>
    public required IReadOnlyList<UnknownCode> UnknownCodes { get; init; }

    /// <summary>Puts <paramref name="advice"/> into words.</summary>
    /// <param name="advice">The advice.</param>
    /// <param name="decision">How its set was chosen.</param>
    /// <param name="patient">The patient, medications at the level of the advice.</param>
    /// <param name="names">What codes are called.</param>
    /// <param name="tables">Which allergies can be compared with drugs.</param>
    public static AdviceText Of(Advice advice, Decision decision, Patient patient, CodeNames names, SafetyTables tables)
    {
        var (visit, given) = (patient.CurrentVisit, patient.CurrentVisit.Medications);
        var allergies = CodeSet.From(patient.Visits.SelectMany(one => one[CodeKind.Allergy]));
        var scored = advice.Recommendation.Medications.ToDictionary(drug => drug.Code, drug => drug.Probability);
        NamedCode Named(Code code) => new(code, names.Label(code));
        return new AdviceText
        {
            Patient = patient.Id,
            Visit = visit.Id,
            VisitNumber = patient.Visits.Length,
            Recommender = advice.Recommendation.Recommender,
            Diagnoses = [.. visit.Diagnoses.Select(Named)],
            Procedures = [.. visit.Procedures.Select(Named)],
            Allergies = [.. allergies.Select(Named)],
            UncheckedAllergies = [.. allergies.Where(code => !KnownAllergy.CanCheck(code, tables)).Select(Named)],
            NothingRecorded = CodeKinds.Context.Append(CodeKind.Diagnosis).Append(CodeKind.Procedure).All(kind => visit[kind].Count == 0)
                && patient.Visits.SkipLast(1).All(earlier => earlier.Medications.Count == 0),
            GivenIsKnown = given.Count > 0,
            Chosen = ChoiceText.Of(decision),
            Proposed = [.. advice.Recommendation.Proposed.Select(drug => new ProposedDrug(
                drug.Code, names.Label(drug.Code), drug.Probability, advice.Kept.Contains(drug.Code) ? "kept" : "started",
                given.Count > 0 ? given.Contains(drug.Code) : null, drug.Contributions.Sum(part => part.Amount), Reasons(drug, names)))],
            Dropped = [.. advice.Dropped.Select(code => new DroppedDrug(code, names.Label(code), scored.TryGetValue(code, out var probability) ? probability : null))],
            Missed = [.. given.Where(code => !advice.Recommendation.Codes.Contains(code)).Select(Named)],
            Findings = [.. advice.Findings.Select(finding => new Objection(finding.Severity, Words.Of(finding.Severity), finding.Codes, finding.Message, finding.Rule, finding.Source)
            {
                Mechanism = finding.Mechanism,
                Management = finding.Management,
                Version = finding.Version,
                Levels = finding.Levels,
            })],
            Unchecked = [.. advice.Unchecked.Select(Named)],
            UnknownCodes = [.. advice.Recommendation.UnknownCodes],
        };
    }

    // One code may act by several ways: people are told their sum.
    private static IReadOnlyList<Reason> Reasons(ScoredMedication drug, CodeNames names) =>
    [
        .. drug.Contributions
            .GroupBy(part => (Path: part.Kind is null ? part.Path : ContributionPath.Linear, part.Kind, part.Code))
            .Select(same => new Reason(About(same.First(), drug.Code, names), same.Key.Kind, same.Key.Code, same.Sum(part => part.Amount)))
            .OrderBy(reason => reason.What == BaseRate ? 0 : 1)
            .ThenByDescending(reason => Math.Abs(reason.Amount)),
    ];

    /// <summary>What the first reason is called.</summary>
    public const string BaseRate = "base rate";

    private static string About(Contribution part, Code drug, CodeNames names) => part switch
    {
        { Path: ContributionPath.Base } => BaseRate,
        { Path: ContributionPath.FirstVisit } => "first visit",
        { Kind: null } => "all codes together",
        { Code: null, Kind: { } kind } => $"unknown {Words.Of(kind)}",
        { Kind: CodeKind.Medication, Code: var code } when code == drug => "this drug given before",
        { Kind: CodeKind.Medication, Code: { } code } => $"{names.Trimmed(code, 36)} given before",
        { Kind: CodeKind.AdmissionDrug, Code: { } code } => $"{names.Trimmed(code, 36)} on admission",
        { Kind: CodeKind.PastHistory, Code: { } code } => $"history of {names.Trimmed(code, 36)}",
        { Kind: CodeKind.AdmissionDiagnosis, Code: { } code } => $"admitted for {names.Trimmed(code, 36)}",
        { Kind: CodeKind.Diagnosis or CodeKind.Procedure, Code: { } code } => Figures.Named(names.Trimmed(code, 36), code),
        { Kind: CodeKind.Site, Code: { } code } => $"hospital {names.Trimmed(code, 36)}",
        { Kind: CodeKind.AdmissionType, Code: { } code } => $"admission {names.Trimmed(code, 36)}",
        { Kind: var kind, Code: { } code } => $"{kind.ToString()!.ToLowerInvariant()} {names.Trimmed(code, 36)}",
    };

    /// <summary>A code with its name.</summary>
    internal sealed record NamedCode(Code Code, string Name)
    {
        /// <inheritdoc/>
        public override string ToString() => Figures.Named(Name, Code);
    }

    /// <summary>A drug that is not given again: probability in [0, 1], or <see langword="null"/> where training never saw the drug.</summary>
    internal sealed record DroppedDrug(Code Code, string Name, double? Probability)
    {
        /// <inheritdoc/>
        public override string ToString() => Figures.Named(Name, Code) + (Probability is { } value ? $" ({value:0.00})" : "");
    }

    /// <summary>A proposed drug: probability in [0, 1], log odds in nats.</summary>
    internal sealed record ProposedDrug(
        Code Code, string Name, double Probability, string AgainstLastVisit, bool? Given, double LogOdds, IReadOnlyList<Reason> Reasons);

    /// <summary>What spoke for or against a drug, in nats; the reasons of a drug sum to its log odds.</summary>
    internal sealed record Reason(string What, CodeKind? Kind, Code? Code, double Amount);

    /// <summary>An objection.</summary>
    internal sealed record Objection(Severity Severity, string Means, IReadOnlyList<Code> Codes, string Message, string Rule, string Source)
    {
        /// <summary>Why, in a word of the closed list.</summary>
        public Mechanism Mechanism { get; init; }

        /// <summary>What to do about it.</summary>
        public string Management { get; init; } = "";

        /// <summary>Date or version of the source.</summary>
        public string Version { get; init; } = "";

        /// <summary>What every source says, where more than one speaks of it.</summary>
        public IReadOnlyList<SourcedLevel> Levels { get; init; } = [];
    }
}
