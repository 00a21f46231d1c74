namespace CafeMed.Data;

/// <summary>The patient whose events are being read.</summary>
internal sealed class PatientDraft
{
    private readonly Dictionary<Code, Code> _codes = [];
    private readonly HashSet<string> _patients = new(StringComparer.Ordinal);
    private readonly List<Visit> _visits = [];
    private readonly List<Code>[] _byKind = [.. CodeKinds.All.Select(_ => new List<Code>())];
    private (string Patient, string Visit, DateTime Start, DateTime? End)? _current;

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

    /// <summary>Adds a code to the open visit.</summary>
    public void Add(CodeKind kind, Code code)
    {
        // Equal codes share one string: a cohort repeats a few thousand of them millions of times.
        if (!_codes.TryGetValue(code, out var shared))
            _codes[code] = shared = code;
        _byKind[(int)kind].Add(shared);
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
        var codes = CodeKinds.All.Select(kind => KeyValuePair.Create(kind, CodeSet.From(_byKind[(int)kind])));
        _visits.Add(new(open.Visit, open.Start, open.End, new VisitCodes(codes)));
        foreach (var codesOfKind in _byKind)
            codesOfKind.Clear();
        _current = null;
    }

    private Patient ClosePatient(string id)
    {
        var patient = new Patient(id, [.. _visits.OrderBy(visit => visit.StartedAt)]);
        _visits.Clear();
        return patient;
    }
}
