namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>Compares what is encoded for a visit with what its recommendation may see, code by code, by rules of its own.</summary>
internal sealed class InputCheck(PatientEncoder encoder, VisitTrack track, CheckTally target, CheckTally future, CheckTally arrival)
{
    private static readonly CodeKind[] s_sayNoDrug = [.. CodeKinds.All.Except([CodeKind.Medication, CodeKind.AdmissionDrug, CodeKind.Allergy])];

    /// <summary>Looks at every visit of some patients.</summary>
    public void Look(IReadOnlyList<Patient> patients)
    {
        var table = encoder.Encode(patients);
        for (var p = 0; p < patients.Count; p++)
            for (var t = 0; t < patients[p].Visits.Length; t++)
                Look(table, table.PatientOffsets[p] + t, patients[p], t);
    }

    private void Look(VisitTable table, int row, Patient patient, int t)
    {
        var (visit, before, after) = (patient.Visits[t], t > 0 ? patient.Visits[t - 1] : null, t + 1 < patient.Visits.Length ? patient.Visits[t + 1] : null);
        target.Look();
        future.Look();
        Drugs(table, row, visit, before);
        Earlier(table, row, patient, t);
        if (track == VisitTrack.Admission)
            arrival.Look();
        foreach (var (channel, kind, code) in Tokens(table, row))
        {
            if (kind == CodeKind.AdmissionDrug && visit.KnownAt(kind, code) > visit.ArrivedAt && visit.Medications.Contains(code))
                target.Find($"visit {visit.Id}: the drug on admission {code} was noted after arrival, and is one of those to be recommended");
            if (after is not null && visit.KnownAt(kind, code) > (visit.EndedAt > after.StartedAt ? visit.EndedAt : after.StartedAt))
                future.Find($"visit {visit.Id}: {kind} {code} became known only after the visit had ended and the next had begun");
            if (channel != Channel.History && !visit[kind].Contains(code) && !(track == VisitTrack.Admission && before?[kind].Contains(code) == true))
                future.Find($"visit {visit.Id}: {kind} {code} is shown, and is not of this visit{(after?[kind].Contains(code) == true ? " but of a later one" : "")}");
            if (track == VisitTrack.Admission && channel != Channel.History && !OnArrival(visit, before, kind, code))
                arrival.Find($"visit {visit.Id}: {kind} {code} was not known on arrival");
        }
    }

    // A code that says what is to be recommended under another name.
    private void Drugs(VisitTable table, int row, Visit visit, Visit? before)
    {
        foreach (var kind in s_sayNoDrug)
            foreach (var code in visit[kind])
                if (code.System == CodeSystem.Atc && visit.Medications.Any(drug => code.Value.StartsWith(drug.Value, StringComparison.Ordinal) || drug.Value.StartsWith(code.Value, StringComparison.Ordinal)))
                    target.Find($"visit {visit.Id}: {kind} {code} names a drug to be recommended");
        foreach (var token in table[Channel.History][row])
            if (token < encoder.Medications.Count && before?.Medications.Contains(encoder.Medications[token]) != true)
                target.Find($"visit {visit.Id}: {encoder.Medications[token]} stands among the drugs of the visit before, which did not have it");
    }

    private void Earlier(VisitTable table, int row, Patient patient, int t)
    {
        for (var i = table.Earlier.Offsets[row]; i < table.Earlier.Offsets[row + 1]; i++)
        {
            var drug = encoder.Medications[table.Earlier.Tokens[i]];
            var had = patient.Visits.Take(t).Count(visit => visit.Medications.Contains(drug));
            if (had == 0 || Math.Abs((double)had / t - table.Earlier.Amounts![i]) > 1e-5)
                target.Find($"visit {patient.Visits[t].Id}: {drug} stands among the drugs of earlier visits with another share than they have");
        }
    }

    private IEnumerable<(Channel Channel, CodeKind Kind, Code Code)> Tokens(VisitTable table, int row)
    {
        foreach (var channel in Enum.GetValues<Channel>())
            foreach (var token in table[channel][row].ToArray())
                if (encoder.CodeOf(channel, token) is (var kind, { } code))
                    yield return (channel, kind, code);
    }

    private static bool OnArrival(Visit visit, Visit? before, CodeKind kind, Code code)
    {
        // A category was known where one of its codes was.
        if (kind == CodeKind.Category)
            return new[] { CodeKind.Diagnosis, CodeKind.Procedure }.Any(of => visit[of].Concat(before?[of] ?? CodeSet.Empty)
                .Any(own => CodeCategories.Of(own) == code && OnArrival(visit, before, of, own)));
        var own = visit[kind].Contains(code)
            && (visit.KnownAt(kind, code) is { } known ? known <= visit.ArrivedAt : CodeKinds.Arrival.Contains(kind));
        return own || kind is CodeKind.Diagnosis or CodeKind.Procedure && before?[kind].Contains(code) == true
            && (before.KnownAt(kind, code) is { } then ? then <= visit.StartedAt : !(before.EndedAt > visit.StartedAt));
    }
}
