namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender's sets at one decision: some numbers per patient.</summary>
internal sealed class PointSums
{
    private readonly List<double>[] _columns = [.. Enumerable.Range(0, 8).Select(_ => new List<double>())];
    private long[] _drugs = [];

    public double[] Jaccard => [.. _columns[0]];

    public double[] F1 => [.. _columns[1]];

    public double[] Precision => [.. _columns[2]];

    public double[] Recall => [.. _columns[3]];

    public double[] Proposed => [.. _columns[4]];

    public double[] Interacting => [.. _columns[5]];

    public double[] Weighted => [.. _columns[6]];

    public double[] Pairs => [.. _columns[7]];

    /// <summary>Takes the sets of some patients.</summary>
    /// <param name="sets">(V, M) row-major.</param>
    /// <param name="truth">(V, M) row-major.</param>
    /// <param name="table">The visits.</param>
    /// <param name="interactions">What pairs count.</param>
    /// <param name="visit">Told the Jaccard and F1 of every visit, in order; or <see langword="null"/>.</param>
    public void Add(bool[] sets, bool[] truth, VisitTable table, InteractionMatrices interactions, Action<double, double>? visit)
    {
        var size = table.Encoder.Medications.Count;
        if (_drugs.Length == 0)
            _drugs = new long[size];
        Span<int> set = new int[size];
        Span<double> sums = stackalloc double[8];
        for (var p = 0; p < table.Patients.Length; p++)
        {
            sums.Clear();
            for (var v = table.PatientOffsets[p]; v < table.PatientOffsets[p + 1]; v++)
            {
                var (chosen, hits, given) = (0, 0, table.Targets[v].Length + table.Outside[v]);
                for (var m = 0; m < size; m++)
                {
                    if (!sets[v * size + m])
                        continue;
                    set[chosen++] = m;
                    hits += truth[v * size + m] ? 1 : 0;
                    _drugs[m]++;
                }
                var jaccard = chosen + given == 0 ? 1 : (double)hits / (chosen + given - hits);
                var f1 = chosen + given == 0 ? 1 : 2.0 * hits / (chosen + given);
                var (interacting, weighted) = interactions.Pairs(set[..chosen]);
                sums[0] += jaccard;
                sums[1] += f1;
                sums[2] += chosen > 0 ? (double)hits / chosen : given == 0 ? 1 : 0;
                sums[3] += given > 0 ? (double)hits / given : 1;
                sums[4] += chosen;
                sums[5] += interacting;
                sums[6] += weighted;
                sums[7] += SetMeasures.Pairs(chosen);
                visit?.Invoke(jaccard, f1);
            }
            for (var c = 0; c < sums.Length; c++)
                _columns[c].Add(c < 5 ? sums[c] / table.VisitsOf(p) : sums[c]);
        }
    }

    /// <summary>The rate that chance would have.</summary>
    public double Chance(InteractionMatrices interactions) => interactions.Chance(_drugs);

    /// <summary>Asks for the intervals; they are there when the batch was drawn.</summary>
    public Func<PointScore> Row(OperatingPoint at, RatioBatch batch, InteractionMatrices interactions)
    {
        var pairs = Pairs;
        var (jaccard, f1, precision, recall, proposed) = (batch.Mean(Jaccard), batch.Mean(F1), batch.Mean(Precision), batch.Mean(Recall), batch.Mean(Proposed));
        var (rate, weighted, chance) = (batch.Rate(Interacting, pairs), batch.Rate(Weighted, pairs), Chance(interactions));
        return () => new(
            at, batch.Interval(jaccard), batch.Interval(f1), batch.Interval(precision), batch.Interval(recall), batch.Interval(rate),
            batch.Interval(weighted), Over(batch.Interval(rate), chance), batch.Interval(proposed));
    }

    private static Interval Over(Interval rate, double chance) =>
        chance > 0 ? new(rate.Estimate / chance, rate.Lower / chance, rate.Upper / chance) : new(double.NaN, double.NaN, double.NaN);
}
