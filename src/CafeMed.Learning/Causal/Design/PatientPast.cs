namespace CafeMed.Learning.Causal.Design;

/// <summary>What was known of a patient before a visit, as columns: earlier drugs and diagnoses, the number of visits, context.</summary>
internal sealed class PatientPast(DesignBuilder builder, Vocabulary medications)
{
    // More earlier visits than this make no further difference.
    private const float ManyVisits = 5;

    private readonly SortedDictionary<int, int> _given = [];
    private readonly SortedSet<Code> _diagnoses = [];
    private int[] _last = [];
    private int _visits;

    /// <summary>The columns that <paramref name="visit"/> has beside its own codes.</summary>
    public IEnumerable<(int Column, float Amount)> Columns(Visit visit, EffectTrack track)
    {
        // What a laboratory said during the visit may follow from the diagnosis: no part of what a total effect is adjusted for.
        foreach (var (kind, code) in builder.Context(visit))
            if (track == EffectTrack.Direct || kind != CodeKind.Laboratory)
                yield return (builder.Column($"{kind}", code), 1);
        if (_visits == 0)
            yield break;
        yield return (builder.Column("visits", default), Math.Min(_visits, ManyVisits) / ManyVisits);
        yield return (builder.Column("later", default), 1);
        foreach (var drug in _last)
            yield return (builder.Column("last drug", medications[drug]), 1);
        foreach (var (drug, times) in _given)
            yield return (builder.Column("earlier drug", medications[drug]), (float)times / _visits);
        foreach (var diagnosis in _diagnoses)
            yield return (builder.Column("earlier diagnosis", diagnosis), 1);
    }

    /// <summary>Takes <paramref name="visit"/> into the past.</summary>
    public void Add(Visit visit)
    {
        _last = DesignBuilder.Known(medications, visit.Medications);
        foreach (var drug in _last)
            _given[drug] = _given.GetValueOrDefault(drug) + 1;
        foreach (var diagnosis in visit.Diagnoses)
            _diagnoses.Add(ParentCode.Of(diagnosis));
        _visits++;
    }
}
