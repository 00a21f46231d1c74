namespace CafeMed;

/// <summary>One hospital stay.</summary>
/// <param name="Id">The stay's identifier, distinct within the patient.</param>
/// <param name="StartedAt">Admission.</param>
/// <param name="EndedAt">Discharge, or <see langword="null"/> where it is not known or has not come.</param>
/// <param name="Codes">What is known of the stay.</param>
public sealed record Visit(string Id, DateTime StartedAt, DateTime? EndedAt, VisitCodes Codes)
{
    /// <summary>The codes of <paramref name="kind"/>.</summary>
    public CodeSet this[CodeKind kind] => Codes[kind];

    /// <summary>The diagnoses of the stay.</summary>
    public CodeSet Diagnoses => Codes[CodeKind.Diagnosis];

    /// <summary>The procedures of the stay.</summary>
    public CodeSet Procedures => Codes[CodeKind.Procedure];

    /// <summary>The medications given during the stay.</summary>
    public CodeSet Medications => Codes[CodeKind.Medication];

    /// <summary>When <paramref name="code"/> became known, or <see langword="null"/> where that is not recorded or the visit has no such code.</summary>
    public DateTime? KnownAt(CodeKind kind, Code code) => Codes.KnownAt(kind, code);

    /// <summary>The same visit with its medications at an ATC level; repetitions collapse, and count as known when the first of them was.</summary>
    public Visit AtLevel(int level) => this with { Codes = Truncate(Truncate(Codes, CodeKind.Medication, level), CodeKind.AdmissionDrug, level) };

    /// <summary>When the patient had arrived on the ward: when the first unit became known, where that is recorded; else <see cref="StartedAt"/>.</summary>
    /// <remarks>Records of an intensive care unit begin there: what was noted on arrival, past history and drugs at home too, bears its time, hours after that of the hospital.</remarks>
    public DateTime ArrivedAt => Codes.TimesOf(CodeKind.Unit).Min() is { } first && first > StartedAt ? first : StartedAt;

    /// <summary>The visit as it is known when the patient arrives: without the codes that came later. Medications stay: they are what is recommended.</summary>
    /// <remarks>
    /// A code stays if its time is not after <see cref="ArrivedAt"/>. A code without a time stays where its kind is by nature known on arrival
    /// (<see cref="CodeKinds.Arrival"/>) and goes where it is not: a diagnosis coded at discharge must not pass for one that was known.
    /// </remarks>
    public Visit OnArrival()
    {
        var (codes, arrived) = (Codes, ArrivedAt);
        foreach (var kind in CodeKinds.All)
            if (kind != CodeKind.Medication && codes[kind].Count > 0)
                codes = codes.With(kind, CodeSet.From(codes[kind].Where(code => codes.KnownAt(kind, code) is { } known ? known <= arrived : CodeKinds.Arrival.Contains(kind))));
        return this with { Codes = codes };
    }

    /// <summary>The visit without drugs on admission that were noted only after <see cref="ArrivedAt"/>: such a note may be copied from the orders that are to be recommended.</summary>
    public Visit WithoutLateNotes()
    {
        var arrived = ArrivedAt;
        return Codes.TimesOf(CodeKind.AdmissionDrug).Any(known => known > arrived)
            ? this with { Codes = Codes.With(CodeKind.AdmissionDrug, CodeSet.From(this[CodeKind.AdmissionDrug].Where(code => !(KnownAt(CodeKind.AdmissionDrug, code) > arrived)))) }
            : this;
    }

    /// <summary>The visit with the diagnoses and procedures of the visit before added: what a chart says on arrival.</summary>
    /// <remarks>A code is added if its time is not after <see cref="StartedAt"/>, or if it has none and the visit before had ended.</remarks>
    public Visit Recalling(Visit before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var (codes, ended) = (Codes, before.EndedAt is not { } end || end <= StartedAt);
        foreach (var kind in (ReadOnlySpan<CodeKind>)[CodeKind.Diagnosis, CodeKind.Procedure])
            codes = codes.With(kind, CodeSet.From(codes[kind].Concat(before[kind].Where(code => before.KnownAt(kind, code) is { } known ? known <= StartedAt : ended))));
        return this with { Codes = codes };
    }

    private static VisitCodes Truncate(VisitCodes codes, CodeKind kind, int level)
    {
        var before = codes[kind];
        var after = CodeSet.From(before.Select(code => AtcLevel.Truncate(code, level)));
        var times = codes.TimesOf(kind);
        if (times.IsEmpty)
            return codes.With(kind, after);
        var known = new DateTime?[after.Count];
        for (var i = 0; i < before.Count; i++)
        {
            var place = after.IndexOf(AtcLevel.Truncate(before[i], level));
            if (known[place] is null || times[i] < known[place])
                known[place] = times[i];
        }
        return codes.With(kind, after, [.. known]);
    }
}
