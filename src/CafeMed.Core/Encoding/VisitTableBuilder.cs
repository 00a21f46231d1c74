namespace CafeMed;

/// <summary>Walks over patients once, and writes every visit's tokens.</summary>
internal sealed class VisitTableBuilder(PatientEncoder encoder)
{
    private static readonly CodeKind[] _plain = [CodeKind.Diagnosis, CodeKind.Procedure];

    private readonly CodeListsBuilder[] _channels = [.. Enum.GetValues<Channel>().Select(_ => new CodeListsBuilder())];
    private readonly CodeListsBuilder _earlier = new();
    private readonly CodeListsBuilder _targets = new();
    private readonly List<Patient> _patients = [];
    private readonly List<int> _patientOffsets = [0];
    private readonly List<int> _outside = [];
    private readonly List<int> _numbers = [];
    private readonly List<float> _gaps = [];
    private readonly List<DateTime> _starts = [];
    private readonly List<UnknownCode> _unknown = [];
    private int _hidden;

    public void Add(Patient patient)
    {
        var given = new SortedDictionary<int, int>();
        for (var t = 0; t < patient.Visits.Length; t++)
        {
            var (visit, before) = (patient.Visits[t], t > 0 ? patient.Visits[t - 1] : null);
            var seen = Seen(visit, before);
            foreach (var kind in _plain)
                Write(_channels[(int)kind], seen, kind, 0);
            foreach (var kind in CodeKinds.Context)
                Write(_channels[(int)Channel.Context], seen, kind, encoder.ContextStart(kind));
            WriteCategories(seen);
            if (before is not null)
                Write(_channels[(int)Channel.History], before, CodeKind.Medication, 0);
            foreach (var (medication, times) in given)
                _earlier.Add(medication, (float)times / t);
            WriteTargets(visit, given);
            Array.ForEach(_channels, channel => channel.EndVisit());
            _earlier.EndVisit();
            _numbers.Add(t);
            _gaps.Add(before is null ? 0 : Gap(before, visit));
            _starts.Add(visit.StartedAt);
        }
        _patients.Add(patient);
        _patientOffsets.Add(_numbers.Count);
    }

    public VisitTable Build() => new(encoder)
    {
        Patients = [.. _patients],
        PatientOffsets = [.. _patientOffsets],
        Channels = [.. _channels.Select(channel => channel.Build())],
        Earlier = _earlier.Build(withAmounts: true),
        Targets = _targets.Build(),
        Outside = [.. _outside],
        Numbers = [.. _numbers],
        Gaps = [.. _gaps],
        Starts = [.. _starts],
        Unknown = [.. _unknown],
        Hidden = _hidden,
    };

    // The visit as its recommendation may see it.
    private Visit Seen(Visit visit, Visit? before)
    {
        var arrival = encoder.Track == VisitTrack.Admission;
        var seen = arrival ? visit.OnArrival() : visit.WithoutLateNotes();
        foreach (var kind in CodeKinds.All)
            if (kind != CodeKind.Medication)
                _hidden += visit[kind].Count - seen[kind].Count;
        return arrival && before is not null ? seen.Recalling(before) : seen;
    }

    private void Write(CodeListsBuilder list, Visit visit, CodeKind kind, int start)
    {
        foreach (var code in visit[kind])
        {
            var column = encoder.Vocabularies[kind].IndexOf(code);
            list.Add(start + (column >= 0 ? column : encoder.Vocabularies[kind].Count));
            if (column < 0)
                _unknown.Add(new UnknownCode(visit.Id, kind, code));
        }
    }

    // Codes of which training saw no category are reported as unknown themselves: their categories need not be.
    private void WriteCategories(Visit visit)
    {
        var known = encoder.Vocabularies[CodeKind.Category];
        foreach (var category in visit[CodeKind.Category])
            _channels[(int)Channel.Category].Add(known.IndexOf(category) is >= 0 and var column ? column : known.Count);
    }

    private void WriteTargets(Visit visit, SortedDictionary<int, int> given)
    {
        var outside = 0;
        foreach (var code in visit.Medications)
        {
            var column = encoder.Medications.IndexOf(code);
            if (column < 0)
            {
                outside++;
                continue;
            }
            _targets.Add(column);
            given[column] = given.GetValueOrDefault(column) + 1;
        }
        _targets.EndVisit();
        _outside.Add(outside);
    }

    // Days from the last discharge (or admission, where no discharge is known), on a log scale: a week and a month differ, two years and three hardly.
    private static float Gap(Visit before, Visit visit) =>
        (float)Math.Log(1 + Math.Max(0, (visit.StartedAt - (before.EndedAt ?? before.StartedAt)).TotalDays));
}
