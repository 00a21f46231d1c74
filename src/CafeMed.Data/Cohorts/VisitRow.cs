namespace CafeMed.Data;

/// <summary>One visit on its way to or from a file; used again for the next one.</summary>
internal sealed class VisitRow
{
    private readonly CodeSet[] _sets = new CodeSet[CodeKinds.All.Count];

    /// <summary>The person.</summary>
    public string Patient { get; set; } = "";

    /// <summary>The stay.</summary>
    public string Visit { get; set; } = "";

    /// <summary>Admission.</summary>
    public DateTime Start { get; set; }

    /// <summary>Discharge.</summary>
    public DateTime? End { get; set; }

    /// <summary>By kind, the numbers of the codes in a <see cref="CodeBook"/>, in the order of the codes.</summary>
    public List<int>[] Codes { get; } = [.. CodeKinds.All.Select(_ => new List<int>())];

    /// <summary>By kind, when each code became known; empty where no time of the kind is recorded.</summary>
    public List<DateTime?>[] Known { get; } = [.. CodeKinds.All.Select(_ => new List<DateTime?>())];

    /// <summary>Takes over what another row holds; the other is then empty.</summary>
    public void Take(VisitRow other)
    {
        (Patient, Visit, Start, End) = (other.Patient, other.Visit, other.Start, other.End);
        for (var kind = 0; kind < Codes.Length; kind++)
        {
            (Codes[kind], other.Codes[kind]) = (other.Codes[kind], Codes[kind]);
            (Known[kind], other.Known[kind]) = (other.Known[kind], Known[kind]);
        }
        other.Clear();
    }

    /// <summary>Empties the lists.</summary>
    public void Clear()
    {
        for (var kind = 0; kind < Codes.Length; kind++)
        {
            Codes[kind].Clear();
            Known[kind].Clear();
        }
    }

    /// <summary>Empties the times of kinds without any.</summary>
    public void ForgetUnknown()
    {
        foreach (var times in Known)
            if (times.TrueForAll(static time => time is null))
                times.Clear();
    }

    /// <summary>Takes over a visit.</summary>
    public void Fill(string patient, Visit visit, CodeBook book)
    {
        (Patient, Visit, Start, End) = (patient, visit.Id, visit.StartedAt, visit.EndedAt);
        for (var kind = 0; kind < Codes.Length; kind++)
        {
            Codes[kind].Clear();
            foreach (var code in visit[(CodeKind)kind])
                Codes[kind].Add(book.NumberOf(code));
            Known[kind].Clear();
            if (visit.Codes.HasTimes)
                Known[kind].AddRange(visit.Codes.TimesOf((CodeKind)kind).AsSpan());
        }
    }

    /// <summary>The visit again.</summary>
    public Visit ToVisit(CodeBook book)
    {
        for (var kind = 0; kind < Codes.Length; kind++)
            _sets[kind] = SetOf(Codes[kind], book);
        var codes = VisitCodes.Of(_sets);
        for (var kind = 0; kind < Codes.Length; kind++)
            if (Known[kind].Count > 0)
                codes = codes.With((CodeKind)kind, _sets[kind], [.. Known[kind]]);
        return new(Visit, Start, End, codes);
    }

    private static CodeSet SetOf(List<int> numbers, CodeBook book)
    {
        if (numbers.Count == 0)
            return CodeSet.Empty;
        var codes = new Code[numbers.Count];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = book[numbers[i]];
        return CodeSet.Create(codes);
    }
}
