using System.Collections.Immutable;

namespace CafeMed.Tests.Serving;

/// <summary>A recommender small enough to be understood: each medication has a base rate, and each known diagnosis speaks for one of them.</summary>
internal sealed class StubRecommender(Vocabularies vocabularies, Decision decision) : IRecommender
{
    public static readonly Code[] Medications = [.. new[] { "A02BC", "A10BA", "B01AA", "B01AC", "C07AB", "C09AA", "J01CA", "M01AE", "N02AX" }.Select(Code.Atc)];

    public static readonly Code[] Diagnoses = [.. new[] { "K219", "E119", "I4891", "I2510", "I10", "I509", "J189", "M545", "G8929" }.Select(value => new Code(CodeSystem.Icd10Cm, value))];

    public static Vocabularies Known { get; } = new(
    [
        new(CodeKind.Medication, Medications), new(CodeKind.Diagnosis, Diagnoses), new(CodeKind.Sex, [new(CodeSystem.Local, "F"), new(CodeSystem.Local, "M")]),
    ], Fingerprint.None);

    public string Name => "stub";

    /// <summary>What an answer waits for; a test holds one back with it.</summary>
    public Func<CancellationToken, Task>? Before { get; init; }

    public async ValueTask<Recommendation> RecommendAsync(Patient patient, CancellationToken ct)
    {
        if (Before is { } wait)
            await wait(ct);
        var logits = Medications.Select((drug, m) => (float)Amounts(patient, drug, m).Sum(part => part.Amount)).ToArray();
        var proposed = decision.Of(logits, logits.Length, []);
        return new Recommendation(Name,
        [
            .. Enumerable.Range(0, logits.Length).OrderByDescending(m => logits[m]).ThenBy(m => m)
                .Select(m => new ScoredMedication(Medications[m], 1 / (1 + Math.Exp(-logits[m])), proposed[m], Amounts(patient, Medications[m], m))),
        ],
        [
            .. from visit in patient.Visits from kind in CodeKinds.All from code in visit[kind]
               where vocabularies[kind].IndexOf(code) < 0 && (kind != CodeKind.Medication || visit != patient.CurrentVisit)
               select new UnknownCode(visit.Id, kind, code),
        ]);
    }

    private static ImmutableArray<Contribution> Amounts(Patient patient, Code drug, int m)
    {
        var parts = ImmutableArray.CreateBuilder<Contribution>();
        parts.Add(new Contribution(ContributionPath.Base, null, null, -2 + 0.1 * m));
        if (patient.CurrentVisit.Diagnoses.Contains(Diagnoses[m]))
            parts.Add(new Contribution(ContributionPath.GatedEffect, CodeKind.Diagnosis, Diagnoses[m], 3));
        if (patient.LastVisit?.Medications.Contains(drug) == true)
            parts.Add(new Contribution(ContributionPath.History, CodeKind.Medication, drug, 2.5));
        return parts.ToImmutable();
    }
}
