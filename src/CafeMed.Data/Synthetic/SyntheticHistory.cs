using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>Draws one person's visits in order.</summary>
internal sealed class SyntheticHistory(SyntheticModel model, SyntheticLedger ledger)
{
    private readonly SyntheticPrescriber _prescriber = new(model);

    /// <summary>The person of an index, from 0; only the seed and the index matter.</summary>
    public Patient Draw(int index)
    {
        var person = new SyntheticPerson(model, index);
        var visits = ImmutableArray.CreateBuilder<Visit>();
        // Calendars are shifted into a century where nobody is born yet.
        var birthday = new DateTime(2110, 1, 1).AddDays(person.Chance.Below(365 * 55));
        var (start, lastEnd) = (birthday, birthday);
        do
        {
            var first = visits.Count == 0;
            if (!first)
                start = lastEnd.AddDays(2 + Math.Floor(person.Chance.Waiting(person.Frailty > 0.5 ? 160 : 330)));
            start = start.Date.AddMinutes(person.Chance.Below(24 * 60));
            var stay = new SyntheticStay(model, person, person.FirstAge + (start - birthday).TotalDays / 365.25, first);
            var visit = Visit(person, stay, visits.Count + 1, start, first ? -1 : (int)(start - lastEnd).TotalDays);
            ledger.Ids.Add(visit.Id);
            ledger.Patients.Add(index);
            visits.Add(visit);
            lastEnd = visit.EndedAt!.Value;
        }
        while (visits.Count < model.Options.MaxVisits && person.Chance.Chance(LogOdds.Probability(0.24 + 0.5 * person.Frailty)));
        return new Patient(person.Id, visits.ToImmutable());
    }

    private Visit Visit(SyntheticPerson person, SyntheticStay stay, int number, DateTime start, int days)
    {
        var end = start.AddHours(18 + Math.Floor(24 * person.Chance.Waiting(3.5 + (stay.Intensive ? 3 : 0) + Math.Max(0, stay.Illness))));
        var drugs = _prescriber.Prescribe(person, stay, days, ledger);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{person.Id}-{number:D2}"), start, end,
            new VisitCodes(
            [
                new(CodeKind.Diagnosis, CodeSet.From(stay.Diagnoses)),
                new(CodeKind.Procedure, CodeSet.From(stay.Procedures)),
                new(CodeKind.Medication, CodeSet.From(drugs)),
                new(CodeKind.Age, Local(stay.BandName)),
                new(CodeKind.Sex, Local(person.Female ? "F" : "M")),
                new(CodeKind.Site, [model.Sites[person.Site - 1].Code]),
                new(CodeKind.Unit, Local(stay.Unit)),
                new(CodeKind.AdmissionType, Local(stay.Admission)),
            ]));
    }

    private static CodeSet Local(string value) => [new Code(CodeSystem.Local, value)];
}
