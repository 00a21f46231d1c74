using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Makes a cohort of the events of a data set.</summary>
public sealed class CohortBuilder(CohortCriteria criteria)
{
    /// <summary>Groups <paramref name="events"/> into visits and patients, applies the criteria, and tells the receipt what each left out.</summary>
    /// <param name="name">The cohort's name.</param>
    /// <param name="events">By patient, start of the visit, and visit, as connectors give them.</param>
    /// <param name="receipt">Is told the criteria and what they dropped.</param>
    /// <param name="ct">Ends the building.</param>
    /// <exception cref="CafeMedException"><c>CM1009</c>: nobody meets the criteria. <c>CM1010</c>: the events are out of order.</exception>
    public async Task<Cohort> BuildAsync(string name, IAsyncEnumerable<ClinicalEvent> events, ReceiptBuilder receipt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(receipt);
        receipt.Ask(criteria);
        var people = await GroupAsync(events, ct).ConfigureAwait(false);
        people = WithoutRareMedications(people, receipt);
        if (criteria.RequireDiagnosis)
            people = Keep(people, "a visit has a diagnosis", visit => visit.Diagnoses.Count > 0, receipt);
        if (criteria.RequireMedication)
            people = Keep(people, "a visit has a medication", visit => visit.Medications.Count > 0, receipt);
        people = WithEnoughVisits(people, receipt);
        return people.Count > 0 ? new Cohort(name, [.. people]) : throw Faults.EmptyCohort(receipt.CriteriaInWords());
    }

    private static async Task<List<Patient>> GroupAsync(IAsyncEnumerable<ClinicalEvent> events, CancellationToken ct)
    {
        var people = new List<Patient>();
        var draft = new PatientDraft();
        await foreach (var line in events.WithCancellation(ct).ConfigureAwait(false))
        {
            if (draft.Open(line.PatientId, line.VisitId, line.StartedAt, line.EndedAt) is { } finished)
                people.Add(finished);
            draft.Add(line.Kind, line.Code);
        }
        if (draft.Finish() is { } last)
            people.Add(last);
        return people;
    }

    private List<Patient> WithoutRareMedications(List<Patient> people, ReceiptBuilder receipt)
    {
        if (criteria.MinMedicationPatients <= 1)
            return people;
        var common = people.SelectMany(patient => patient.Visits.SelectMany(visit => visit.Medications).Distinct())
            .CountBy(code => code).Where(count => count.Value >= criteria.MinMedicationPatients).Select(count => count.Key).ToHashSet();
        List<Patient> kept = [.. people.Select(patient => new Patient(patient.Id, [.. patient.Visits.Select(visit => visit with
        {
            Codes = visit.Codes.With(CodeKind.Medication, CodeSet.From(visit.Medications.Where(common.Contains))),
        })]))];
        Tell(people, kept, $"at least {criteria.MinMedicationPatients} patients have a medication", receipt);
        return kept;
    }

    private static List<Patient> Keep(List<Patient> people, string criterion, Func<Visit, bool> keep, ReceiptBuilder receipt)
    {
        var kept = people
            .Select(patient => (patient.Id, Visits: patient.Visits.Where(keep).ToImmutableArray()))
            .Where(patient => patient.Visits.Length > 0)
            .Select(patient => new Patient(patient.Id, patient.Visits)).ToList();
        Tell(people, kept, criterion, receipt);
        return kept;
    }

    private List<Patient> WithEnoughVisits(List<Patient> people, ReceiptBuilder receipt)
    {
        var kept = people.Where(patient => patient.Visits.Length >= criteria.MinVisits).ToList();
        Tell(people, kept, $"a patient has at least {criteria.MinVisits} visit(s)", receipt);
        return kept;
    }

    private static void Tell(List<Patient> before, List<Patient> after, string criterion, ReceiptBuilder receipt)
    {
        var codes = CodeKinds.All.Select(kind => new DroppedCodes(kind, Codes(before, kind) - Codes(after, kind))).Where(drop => drop.Codes > 0).ToImmutableArray();
        receipt.Criterion(new(criterion, before.Count - after.Count, Visits(before) - Visits(after), codes.Sum(drop => drop.Codes)) { Kinds = codes });
    }

    private static int Visits(List<Patient> people) => people.Sum(patient => patient.Visits.Length);

    private static long Codes(List<Patient> people, CodeKind kind) => people.Sum(patient => patient.Visits.Sum(visit => (long)visit[kind].Count));
}
