namespace CafeMed.Learning.Causal.Design;

/// <summary>Makes a design of a cohort: at the level of codes, where rare ones are only adjusted for, or at the level of their parents.</summary>
internal sealed class DesignBuilder
{
    private static readonly CodeKind[] _exposures = [CodeKind.Diagnosis, CodeKind.Procedure];

    private readonly Vocabularies _vocabularies;
    private readonly EffectTrack _track;
    private readonly Func<Code, Code> _parent;
    private readonly Dictionary<(string Kind, Code Code), int> _columns = [];
    private readonly HashSet<int> _diagnoses = [];
    private readonly HashSet<int> _lasting = [];
    private readonly HashSet<int> _procedures = [];
    private readonly HashSet<int> _exposed = [];

    private DesignBuilder(Vocabularies vocabularies, EffectTrack track, Func<Code, Code> parent) => (_vocabularies, _track, _parent) = (vocabularies, track, parent);

    /// <summary>The columns of diagnoses and procedures.</summary>
    public Dictionary<CodeKind, DesignColumns> Of { get; } = [];

    /// <summary>A design of <paramref name="cohort"/>.</summary>
    /// <param name="cohort">The patients.</param>
    /// <param name="vocabularies">The codes.</param>
    /// <param name="track">What is adjusted for.</param>
    /// <param name="own">Whether a code, by kind and column, has a column of its own; <see langword="null"/> to make one of each parent.</param>
    /// <param name="parent">What stands for a code without a column of its own; by default its parent.</param>
    public static (EffectDesign Design, Dictionary<CodeKind, DesignColumns> Columns) Build(
        Cohort cohort, Vocabularies vocabularies, EffectTrack track, Func<CodeKind, int, bool>? own, Func<Code, Code>? parent = null)
    {
        var builder = new DesignBuilder(vocabularies, track, parent ?? ParentCode.Of);
        foreach (var kind in _exposures)
            builder.Of[kind] = builder.LayOut(kind, own);
        if (own is null)
            builder.Of[CodeKind.Category] = builder.Categories();
        return (builder.Walk(cohort) with { OfParents = own is null }, builder.Of);
    }

    private DesignColumns LayOut(CodeKind kind, Func<CodeKind, int, bool>? own)
    {
        var vocabulary = _vocabularies[kind];
        var (columns, exposed) = (new int[vocabulary.Count], new bool[vocabulary.Count]);
        for (var c = 0; c < vocabulary.Count; c++)
        {
            var alone = own is not null && own(kind, c);
            // Beside codes with a column of their own, the rare ones of a parent share one: adjusted for, not estimated.
            columns[c] = Column(alone ? $"{kind}" : own is null ? $"{kind}/parent" : $"{kind}/rest", alone ? vocabulary[c] : _parent(vocabulary[c]));
            exposed[c] = alone || own is null;
            (kind == CodeKind.Diagnosis ? _diagnoses : _procedures).Add(columns[c]);
            if (kind == CodeKind.Diagnosis && ChronicDiagnosis.Is(vocabulary[c]))
                _lasting.Add(columns[c]);
            if (exposed[c])
                _exposed.Add(columns[c]);
        }
        return new(columns, exposed);
    }

    // The parents again, in the order of the categories. A category whose codes are all too rare to be known has no column.
    private DesignColumns Categories()
    {
        var categories = _vocabularies[CodeKind.Category];
        var columns = categories.Codes.Select(category => _exposures.Select(kind => _columns.GetValueOrDefault(($"{kind}/parent", category), -1)).Max()).ToArray();
        return new(columns, [.. columns.Select(column => column >= 0)]);
    }

    private EffectDesign Walk(Cohort cohort)
    {
        var (rows, drugs, offsets, visits) = (new CodeListsBuilder(), new CodeListsBuilder(), new List<int> { 0 }, 0);
        foreach (var patient in cohort.Patients)
        {
            var past = new PatientPast(this, _vocabularies.Medications);
            foreach (var visit in patient.Visits)
            {
                foreach (var (column, amount) in past.Columns(visit, _track).Concat(Present(visit)))
                    rows.Add(column, amount);
                foreach (var drug in Known(_vocabularies.Medications, visit.Medications))
                    drugs.Add(drug);
                rows.EndVisit();
                drugs.EndVisit();
                past.Add(visit);
                visits++;
            }
            offsets.Add(visits);
        }
        return new(rows.Build(withAmounts: true), _columns.Count, drugs.Build(), _vocabularies.Medications.Count, [.. offsets], Passes())
        {
            Names = [.. _columns.OrderBy(column => column.Value).Select(column => column.Key.Code == default ? column.Key.Kind : $"{column.Key.Kind} {column.Key.Code}")],
        };
    }

    private IEnumerable<(int Column, float Amount)> Present(Visit visit) => _exposures
        .SelectMany(kind => Known(_vocabularies[kind], visit[kind]).Select(code => Of[kind].ColumnOf[code])).Distinct().Select(column => (column, 1f));

    private EffectPass[] Passes()
    {
        var all = Enumerable.Range(0, _columns.Count).ToArray();
        int[] exposedDiagnoses = [.. _diagnoses.Where(_exposed.Contains).Order()], exposedProcedures = [.. _procedures.Where(_exposed.Contains).Order()];
        EffectPass[] passes = _track == EffectTrack.Direct
            ? [new(all, [.. exposedDiagnoses, .. exposedProcedures])]
            :
            [
                new([.. all.Where(column => !_procedures.Contains(column) && (!_diagnoses.Contains(column) || _lasting.Contains(column)))], exposedDiagnoses),
                new([.. all.Where(column => !_procedures.Contains(column))], exposedProcedures),
            ];
        return [.. passes.Where(pass => pass.Exposures.Length > 0)];
    }

    /// <summary>The column of a name, made where it is new.</summary>
    public int Column(string kind, Code code)
    {
        if (!_columns.TryGetValue((kind, code), out var column))
            _columns[(kind, code)] = column = _columns.Count;
        return column;
    }

    /// <summary>The columns of the codes that a vocabulary knows.</summary>
    public static int[] Known(Vocabulary vocabulary, CodeSet codes)
    {
        var columns = new int[codes.Count];
        return columns[..vocabulary.Fill(codes, columns).Known];
    }

    /// <summary>The codes of <paramref name="visit"/> that describe the patient and are known.</summary>
    public IEnumerable<(CodeKind Kind, Code Code)> Context(Visit visit) =>
        from kind in CodeKinds.Context
        from code in Known(_vocabularies[kind], visit[kind])
        select (kind, _vocabularies[kind][code]);
}
