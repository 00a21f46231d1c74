namespace CafeMed.Data;

/// <summary>One visit on its way to or from a file; used again for the next one.</summary>
internal sealed class VisitRow
{
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

    /// <summary>Takes over a visit.</summary>
    public void Fill(string patient, Visit visit, CodeBook book)
    {
        (Patient, Visit, Start, End) = (patient, visit.Id, visit.StartedAt, visit.EndedAt);
        foreach (var kind in CodeKinds.All)
        {
            Codes[(int)kind].Clear();
            foreach (var code in visit[kind])
                Codes[(int)kind].Add(book.NumberOf(code));
            Known[(int)kind].Clear();
            if (visit.Codes.HasTimes)
                Known[(int)kind].AddRange(visit.Codes.TimesOf(kind).AsSpan());
        }
    }

    /// <summary>The visit again.</summary>
    public Visit ToVisit(CodeBook book)
    {
        var codes = new VisitCodes(CodeKinds.All.Where(kind => Codes[(int)kind].Count > 0).Select(kind => KeyValuePair.Create(kind, SetOf(Codes[(int)kind], book))));
        foreach (var kind in CodeKinds.All)
            if (Known[(int)kind].Count > 0)
                codes = codes.With(kind, codes[kind], [.. Known[(int)kind]]);
        return new(Visit, Start, End, codes);
    }

    private static CodeSet SetOf(List<int> numbers, CodeBook book)
    {
        var codes = new Code[numbers.Count];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = book[numbers[i]];
        return CodeSet.Create(codes);
    }
}
