using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed.Data;

/// <summary>The patient whose events are being read.</summary>
/// <param name="gaps">Whether visits get the time since the visit before.</param>
/// <param name="shared">Whether equal codes come as one string already.</param>
internal sealed class PatientDraft(bool gaps, bool shared = false)
{
    private readonly Dictionary<Code, Code> _codes = [];
    private readonly HashSet<string> _patients = new(StringComparer.Ordinal);
    private readonly List<Visit> _visits = [];
    private readonly List<Code>[] _byKind = [.. CodeKinds.All.Select(_ => new List<Code>())];
    private readonly CodeSet[] _sets = new CodeSet[CodeKinds.All.Count];
    private readonly Dictionary<(CodeKind, Code), DateTime> _known = [];
    private (string Patient, string Visit, DateTime Start, DateTime? End)? _current;

    /// <summary>Visits so far that began before an earlier one of the same patient had ended.</summary>
    public int Overlaps { get; private set; }

    /// <summary>Takes an event; gives the patient before, where it is another's.</summary>
    public Patient? Take(ClinicalEvent line)
    {
        var finished = Open(line.PatientId, line.VisitId, line.StartedAt, line.EndedAt);
        Add(line.Kind, line.Code, line.KnownAt);
        return finished;
    }

    /// <summary>Goes to a visit, or stays there; gives the patient before, where this visit is another's.</summary>
    public Patient? Open(string patient, string visit, DateTime start, DateTime? end)
    {
        Patient? finished = null;
        if (_current is { } open && (open.Patient != patient || open.Visit != visit))
        {
            CloseVisit(open);
            if (open.Patient != patient)
                finished = ClosePatient(open.Patient);
        }
        if (_current is null && _visits.Count == 0 && !_patients.Add(patient))
            throw Faults.EventsOutOfOrder(patient, visit);
        _current ??= (patient, visit, start, end);
        if (_current.Value.Start != start || _current.Value.End != end)
            throw Faults.EventsOutOfOrder(patient, visit);
        return finished;
    }

    /// <summary>Adds a code to the open visit; of several times at which it became known, the first holds.</summary>
    public void Add(CodeKind kind, Code code, DateTime? known)
    {
        if (known is { } time && (!_known.TryGetValue((kind, code), out var before) || time < before))
            _known[(kind, code)] = time;
        // Equal codes share one string: a cohort repeats a few thousand of them millions of times.
        if (!shared && !_codes.TryAdd(code, code))
            code = _codes[code];
        _byKind[(int)kind].Add(code);
    }

    /// <summary>The last patient, or <see langword="null"/> where there was no event.</summary>
    public Patient? Finish()
    {
        if (_current is not { } open)
            return null;
        CloseVisit(open);
        return ClosePatient(open.Patient);
    }

    private void CloseVisit((string Patient, string Visit, DateTime Start, DateTime? End) open)
    {
        for (var kind = 0; kind < _byKind.Length; kind++)
        {
            _sets[kind] = CodeSet.Create(CollectionsMarshal.AsSpan(_byKind[kind]));
            _byKind[kind].Clear();
        }
        var codes = VisitCodes.Of(_sets);
        if (_known.Count > 0)
            foreach (var kind in _known.Keys.Select(key => key.Item1).Distinct().ToList())
                codes = codes.With(kind, codes[kind], [.. codes[kind].Select(code => _known.TryGetValue((kind, code), out var time) ? time : (DateTime?)null)]);
        _visits.Add(new(open.Visit, open.Start, open.End, codes));
        _known.Clear();
        _current = null;
    }

    private Patient ClosePatient(string id)
    {
        ImmutableArray<Visit> visits = [.. _visits.OrderBy(visit => visit.StartedAt)];
        _visits.Clear();
        var end = visits[0].EndedAt ?? visits[0].StartedAt;
        foreach (var visit in visits.AsSpan()[1..])
        {
            Overlaps += visit.StartedAt < end ? 1 : 0;
            end = visit.EndedAt > end ? visit.EndedAt.Value : end;
        }
        return new Patient(id, gaps ? TimeGap.Between(visits) : visits);
    }
}
