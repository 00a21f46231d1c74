using System.Collections.Immutable;
using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>From cells to a correlation, a slope and bins, on the data and on every draw.</summary>
internal static class CellSums
{
    private const int Bins = 7;

    // Gates that differ by less do not vary: what is left is rounding.
    private const double Least = 1e-10;

    /// <summary>(1 + draws) the weighted correlation and the weighted slope of what was found on what the gates say; NaN where these do not vary.</summary>
    public static (double[] Correlation, double[] Slope) Agreement(IReadOnlyList<SlopeCells> cells)
    {
        if (cells.Count == 0)
            return ([double.NaN], [double.NaN]);
        using var scope = NewDisposeScope();
        var both = Sum(cells, cell => cell.Gate * cell.Slope * cell.Weight);
        var (gates, slopes) = (Sum(cells, cell => cell.Gate.Squared() * cell.Weight), Sum(cells, cell => cell.Slope.Squared() * cell.Weight));
        return (Over(both, [.. gates.Zip(slopes, (x, y) => Math.Sqrt(x * y))], gates), Over(both, gates, gates));
    }

    /// <summary>Cells in the order of their gates, in bins of about the same weight.</summary>
    public static ImmutableArray<GateBin> BinsOf(IReadOnlyList<SlopeCells> cells)
    {
        if (cells.Count == 0)
            return [];
        using var scope = NewDisposeScope();
        var (gate, found, weight) = (cat([.. cells.Select(cell => cell.Gate)], 1), cat([.. cells.Select(cell => cell.Slope)], 1), cat([.. cells.Select(cell => cell.Weight)], 1));
        var (gates, weights) = (gate[0].data<double>().ToArray(), weight[0].data<double>().ToArray());
        var bins = ImmutableArray.CreateBuilder<GateBin>();
        foreach (var bin in Cut(gates, weights))
        {
            var places = tensor(bin.Select(place => (long)place).ToArray());
            var w = weight.index_select(1, places);
            var mean = (found.index_select(1, places) * w).sum(dim: 1) / w.sum(dim: 1).AtLeast(1e-12);
            var say = bin.Sum(place => gates[place] * weights[place]) / bin.Sum(place => weights[place]);
            bins.Add(new(PatientDraws.Told(say), PatientDraws.IntervalOf(mean.data<double>().ToArray()), bin.Length));
        }
        return bins.ToImmutable();
    }

    private static IEnumerable<int[]> Cut(double[] gates, double[] weights)
    {
        var order = Enumerable.Range(0, gates.Length).Where(place => weights[place] > 0).OrderBy(place => gates[place]).ToArray();
        if (order.Length == 0 || gates[order[^1]] - gates[order[0]] < 1e-6)
            yield break;
        var (all, seen, bin) = (order.Sum(place => weights[place]), 0.0, new List<int>());
        foreach (var place in order)
        {
            bin.Add(place);
            seen += weights[place];
            if (seen >= all / Bins)
            {
                yield return [.. bin];
                bin.Clear();
                seen = 0;
            }
        }
        if (bin.Count > 0)
            yield return [.. bin];
    }

    private static double[] Sum(IReadOnlyList<SlopeCells> cells, Func<SlopeCells, Tensor> value)
    {
        using var scope = NewDisposeScope();
        return cells.Select(cell => value(cell).sum(dim: 1)).Aggregate((one, other) => one.Plus(other)).data<double>().ToArray();
    }

    private static double[] Over(double[] above, double[] below, double[] spread) =>
        [.. above.Select((value, i) => spread[i] < Least ? double.NaN : value / below[i])];
}
