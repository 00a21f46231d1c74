namespace CafeMed.Data;

/// <summary>Makes a cohort of the events of a data set, in memory.</summary>
public sealed class CohortBuilder(CohortCriteria criteria)
{
    /// <summary>Whether visits get the time since the visit before, as a code of the kind <see cref="CodeKind.TimeGap"/>. Default: yes; not where the times are made up.</summary>
    public bool TimeGaps { get; init; } = true;

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
        var draft = new PatientDraft(TimeGaps);
        var people = new List<Patient>();
        await foreach (var line in events.WithCancellation(ct).ConfigureAwait(false))
            if (draft.Take(line) is { } finished)
                people.Add(finished);
        if (draft.Finish() is { } last)
            people.Add(last);
        receipt.Overlap(draft.Overlaps);
        var sieve = new CriteriaSieve(criteria, Common(people));
        List<Patient> kept = [.. people.Select(sieve.Pass).OfType<Patient>()];
        foreach (var drop in sieve.Drops())
            receipt.Criterion(drop);
        return kept.Count > 0 ? new Cohort(name, [.. kept]) : throw Faults.EmptyCohort(receipt.CriteriaInWords());
    }

    private IReadOnlySet<Code>? Common(List<Patient> people)
    {
        var counts = new Dictionary<Code, int>();
        if (criteria.MinMedicationPatients > 1)
            foreach (var patient in people)
                CriteriaSieve.CountMedications(patient, counts);
        return CriteriaSieve.Common(criteria, counts);
    }
}
