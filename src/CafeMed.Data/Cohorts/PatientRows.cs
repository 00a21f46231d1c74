namespace CafeMed.Data;

/// <summary>All visits of one patient, used again for the next: what <see cref="PatientDraft"/> makes of events, without objects.</summary>
/// <param name="gaps">Whether visits get the time since the visit before.</param>
/// <param name="book">The numbers of the codes.</param>
internal sealed class PatientRows(bool gaps, CodeBook book)
{
    private readonly List<VisitRow> _pool = [];

    /// <summary>How many visits the patient has.</summary>
    public int Count { get; private set; }

    /// <summary>Visits so far that began before an earlier one of the same patient had ended.</summary>
    public int Overlaps { get; private set; }

    /// <summary>The patient's visits in order of time.</summary>
    public VisitRow this[int place] => _pool[place];

    /// <summary>Groups rows by patient: all visits of a patient must stand together, in order of time. This object holds each patient in turn.</summary>
    /// <exception cref="CafeMedException"><c>CM2003</c> to <c>CM2005</c>, <c>CM2010</c>: the visits of a patient are none, as <see cref="Patient"/> has it.</exception>
    public IEnumerable<PatientRows> Group(IEnumerable<VisitRow> rows)
    {
        foreach (var row in rows)
        {
            if (Count > 0 && _pool[0].Patient != row.Patient)
            {
                Close();
                yield return this;
                Count = 0;
            }
            if (Count == _pool.Count)
                _pool.Add(new());
            _pool[Count++].Take(row);
        }
        if (Count == 0)
            yield break;
        Close();
        yield return this;
        Count = 0;
    }

    /// <summary>The patient as an object.</summary>
    public Patient ToPatient() => new(_pool[0].Patient, [.. _pool.Take(Count).Select(row => row.ToVisit(book))]);

    private void Close()
    {
        if (!Sound())
            ToPatient();
        var end = _pool[0].End ?? _pool[0].Start;
        for (var i = 1; i < Count; i++)
        {
            Overlaps += _pool[i].Start < end ? 1 : 0;
            end = _pool[i].End > end ? _pool[i].End!.Value : end;
            var gap = _pool[i].Codes[(int)CodeKind.TimeGap];
            if (gaps && gap.Count == 0)
                gap.Add(book.NumberOf(TimeGap.Of(TimeGap.Days(_pool[i - 1].End ?? _pool[i - 1].Start, _pool[i].Start))));
        }
    }

    // The constructor of Patient says what is wrong.
    private bool Sound()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_pool[i].End < _pool[i].Start || i > 0 && _pool[i].Start < _pool[i - 1].Start)
                return false;
            for (var j = 0; j < i; j++)
                if (_pool[j].Visit == _pool[i].Visit)
                    return false;
        }
        return true;
    }
}
