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
            weights[order[i]] = (float)Weight(i, order.Length);
        var mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }

    /// <summary>(V) the same weights where the visits of <paramref name="table"/> are some of many: by place among all; visits of one moment share the place of the first.</summary>
    /// <param name="starts">All admissions, ascending.</param>
    /// <param name="table">Some of the visits.</param>
    internal static float[] Among(DateTime[] starts, VisitTable table)
    {
        var mean = Enumerable.Range(0, starts.Length).Average(place => Weight(place, starts.Length));
        return [.. table.Starts.Select(start => (float)(Weight(First(starts, start), starts.Length) / mean))];
    }

    private static double Weight(int place, int visits) => Math.Exp(2.0 * place / visits - 2);

    private static int First(DateTime[] starts, DateTime start)
    {
        var (low, high) = (0, starts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = starts[middle] < start ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
