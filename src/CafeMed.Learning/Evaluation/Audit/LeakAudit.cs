using CafeMed.Learning.Studies;

namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>Looks whether anything of the test part took part in what is measured on it.</summary>
/// <remarks>
/// Fingerprints of all that was fitted, the parts, persons under two identifiers, and every code that is shown, by rules of its own; and then the recommenders themselves: with their own
/// medications taken away, with later visits taken away, and on arrival, the same visit must get the same answer.
/// </remarks>
/// <param name="model">The run's model.</param>
/// <param name="recommenders">All that the run measured.</param>
public sealed class LeakAudit(TrainedModel model, IReadOnlyList<Contestant> recommenders)
{
    private const int Twins = 200;
    private const int Chunk = 1000;

    private readonly CheckTally _fingerprints = new("fingerprints", "test patients among those whom vocabularies, effects, interaction shares, calibration or decision were fitted on");
    private readonly CheckTally _recorded = new("recorded-split", "patients whom the run measured, but who are not in the test part of its split");
    private readonly CheckTally _overlap = new("patient-overlap", "patients in more than one part");
    private readonly CheckTally _same = new("same-person", "test visits that stand, with all times and codes, under another patient in another part");
    private readonly CheckTally _hospitals = new("hospital-overlap", "test hospitals that trained or validated, where hospitals are held out");
    private readonly CheckTally _target = new("target-in-input", "visits whose own medications are in their input, or change their answer");
    private readonly CheckTally _future = new("future-visits", "visits whose input or answer has something of a later visit");
    private readonly CheckTally _arrival = new("not-on-arrival", "in the admission track: codes that were not known on arrival, and answers that change with them");

    /// <summary>Runs every check. An audit runs once.</summary>
    /// <param name="parts">The people by part, as the run's split has them.</param>
    /// <param name="recorded">What the run measured, or <see langword="null"/> where it was not kept.</param>
    /// <param name="ct">Stops between patients.</param>
    public AuditReport Run(AuditedParts parts, PatientScores? recorded, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (training, validation, tested) = (PartMarks.Of(parts.Training, ct), PartMarks.Of(parts.Validation, ct), new HashSet<ulong>());
        var input = new InputCheck(model.Encoder, model.Options.Track, _target, _future, _arrival);
        var knowledge = model.Knowledge();
        _overlap.Look(training.People.Count + validation.People.Count);
        if (training.People.Intersect(validation.People).Count() is > 0 and var both)
            _overlap.Find($"{both} patient(s) of the training part are in the validation part", both);
        var first = new List<Patient>();
        foreach (var chunk in parts.Test.Chunk(Chunk))
        {
            ct.ThrowIfCancellationRequested();
            foreach (var patient in chunk)
                Person(patient, training, validation, tested, knowledge);
            input.Look(chunk);
            first.AddRange(chunk.Take(Twins - first.Count));
        }
        if (recorded is not null)
        {
            _recorded.Look(recorded.People.Length);
            if (recorded.People.Count(person => !tested.Contains(person)) is > 0 and var others)
                _recorded.Find($"{others} of the {recorded.People.Length} measured patients are not in the test part", others);
        }
        Behaviour(first, ct);
        return new([.. new[] { _fingerprints, _recorded, _overlap, _same, _hospitals, _target, _future, _arrival }.Select(check => check.Build())]);
    }

    private void Person(Patient patient, PartMarks training, PartMarks validation, HashSet<ulong> tested, IReadOnlyList<(string What, Fingerprint People)> knowledge)
    {
        var number = Fingerprint.Number(patient.Id);
        tested.Add(number);
        _fingerprints.Look();
        foreach (var (what, people) in knowledge)
            if (people.Overlap([patient]) > 0)
                _fingerprints.Find($"patient {patient.Id} took part in fitting the {what}");
        _overlap.Look();
        foreach (var (name, part) in new[] { ("training", training), ("validation", validation) })
        {
            if (part.People.Contains(number))
                _overlap.Find($"patient {patient.Id} is in the {name} part too");
            foreach (var visit in patient.Visits)
                if (PartMarks.Mark(visit) is { } mark && part.Visits.Contains(mark) && !part.People.Contains(number))
                    _same.Find($"visit {visit.Id} of patient {patient.Id} is in the {name} part under another identifier");
            if (model.Options.Split.Kind == SplitKind.Hospital && patient.Visits.SelectMany(visit => visit[CodeKind.Site]).FirstOrDefault(part.Hospitals.Contains) is { Value: not null } site)
                _hospitals.Find($"patient {patient.Id} was in {site}, which is in the {name} part too");
        }
        _same.Look(patient.Visits.Length);
        if (model.Options.Split.Kind == SplitKind.Hospital)
            _hospitals.Look();
        if (model.Options.Split.Kind == SplitKind.Time && patient.Visits[0].StartedAt is var start && (training.LastStart > start || validation.LastStart > start))
            _future.Find($"patient {patient.Id} begins at {start:yyyy-MM-dd}, before the last visit that was fitted or chosen on");
    }

    private void Behaviour(List<Patient> people, CancellationToken ct)
    {
        var returning = people.Where(patient => patient.Visits.Length > 1).ToArray();
        foreach (var one in recommenders)
        {
            ct.ThrowIfCancellationRequested();
            Compare(_target, one, people, patient => With(patient, visit => visit with { Codes = visit.Codes.With(CodeKind.Medication, []) }), Last, "answers otherwise when the visit's own medications are taken away");
            Compare(_future, one, returning, patient => patient.Upto(patient.Visits.Length - 1), patient => patient.Visits.Length - 2, "answers otherwise when the visit after is taken away");
            if (model.Options.Track == VisitTrack.Admission)
                Compare(_arrival, one, people, patient => With(patient, visit => visit.OnArrival()), Last, "answers otherwise when what was not known on arrival is taken away");
        }
    }

    private void Compare(CheckTally check, Contestant one, IReadOnlyList<Patient> people, Func<Patient, Patient> twin, Func<Patient, int> place, string what)
    {
        if (people.Count == 0)
            return;
        check.Look(people.Count);
        foreach (var visit in TwinCheck.Moved(model.Encoder, one.Scorer, people, twin, place))
            check.Find($"visit {visit}: {one.Name} {what}");
    }

    private static int Last(Patient patient) => patient.Visits.Length - 1;

    private static Patient With(Patient patient, Func<Visit, Visit> last) => new(patient.Id, [.. patient.Visits[..^1], last(patient.CurrentVisit)]);
}
