namespace CafeMed.Learning.Evaluation;

/// <summary>Holm's correction of p-values for their number.</summary>
/// <remarks>Source: Holm 1979, Scand. J. Stat. 6:65.</remarks>
internal static class Holm
{
    /// <summary>The corrected p-values in the same order; NaN stays NaN, and does not count.</summary>
    public static double[] Correct(IReadOnlyList<double> values)
    {
        var corrected = values.ToArray();
        var order = Enumerable.Range(0, values.Count).Where(i => !double.IsNaN(values[i])).OrderBy(i => values[i]).ToArray();
        var before = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
            before = corrected[order[rank]] = Math.Max(before, Math.Min(1, (order.Length - rank) * values[order[rank]]));
        return corrected;
    }
}
