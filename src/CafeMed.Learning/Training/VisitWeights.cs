using CafeMed.Learning.Encoding;

namespace CafeMed.Learning.Training;

/// <summary>How much each training visit counts.</summary>
public static class VisitWeights
{
    /// <summary>(V) weights with mean 1: all 1, or <c>exp(2 (i / n - 1))</c> by place in order of admission, scaled.</summary>
    public static float[] Of(VisitTable table, bool recency)
    {
        ArgumentNullException.ThrowIfNull(table);
        var weights = Enumerable.Repeat(1f, table.Visits).ToArray();
        if (!recency)
            return weights;
        var order = Enumerable.Range(0, table.Visits).ToArray();
        Array.Sort([.. table.Starts], order);
        for (var i = 0; i < order.Length; i++)
            weights[order[i]] = (float)Math.Exp(2.0 * i / order.Length - 2);
        var mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }
}
