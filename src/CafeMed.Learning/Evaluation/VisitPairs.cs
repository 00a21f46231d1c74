namespace CafeMed.Learning.Evaluation;

/// <summary>The pairs of one visit's set, where nothing else of it is asked: no ranking is sorted for them.</summary>
/// <param name="Interacting">Expected interacting pairs.</param>
/// <param name="All">All pairs.</param>
internal readonly record struct VisitPairs(double Interacting, double All)
{
    /// <summary>(V) the pairs of every visit's set.</summary>
    /// <param name="sets">(V, M) row-major, true where a medication is in the set.</param>
    /// <param name="table">The visits.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs.</param>
    public static VisitPairs[] Of(bool[] sets, VisitTable table, float[] interactions)
    {
        var size = table.Encoder.Medications.Count;
        var pairs = new VisitPairs[table.Visits];
        for (var v = 0; v < pairs.Length; v++)
        {
            var set = sets.AsSpan(v * size, size);
            pairs[v] = new(SetMeasures.InteractingPairs(set, interactions), SetMeasures.Pairs(set.Count(true)));
        }
        return pairs;
    }
}
