namespace CafeMed.Learning.Evaluation;

/// <summary>The shape of a measure over the five groups of rarity.</summary>
/// <param name="weights">(V) the weight of each visit, 0 where it has no diagnosis.</param>
/// <param name="patientOf">(V) whose each visit is.</param>
/// <param name="people">Held-out patients.</param>
internal sealed class RaritySums(double[] weights, int[] patientOf, int people)
{
    private readonly double[] _below = PerPatient(weights, patientOf, people, _ => 1);

    /// <summary>Asks for the intervals; they are there when the batch was drawn.</summary>
    /// <param name="batch">Where to ask.</param>
    /// <param name="groups">The Jaccard of each group, asked for there, the rarest first.</param>
    /// <param name="jaccard">Of every visit.</param>
    public Func<RarityScore> Row(RatioBatch batch, int[] groups, Func<int, double> jaccard)
    {
        var weighted = batch.Ratio(PerPatient(weights, patientOf, people, jaccard), _below);
        return () =>
        {
            var values = groups.Select(batch.Drawn).ToArray();
            var estimates = Shape([.. values.Select(value => value.Estimate)]);
            var drawn = Enumerable.Range(0, values.Length == 0 ? 0 : values[0].Draws.Length).Select(d => Shape([.. values.Select(value => value.Draws[d])])).ToArray();
            return new(
                PatientBootstrap.Percentiles(estimates.Correlation, drawn.Select(one => one.Correlation)),
                PatientBootstrap.Percentiles(estimates.Slope, drawn.Select(one => one.Slope)),
                batch.Interval(weighted), weights.Count(weight => weight == 0));
        };
    }

    private static double[] PerPatient(double[] weights, int[] patientOf, int people, Func<int, double> value)
    {
        var sums = new double[people];
        for (var v = 0; v < weights.Length; v++)
            if (weights[v] > 0)
                sums[patientOf[v]] += weights[v] * value(v);
        return sums;
    }

    private static (double Correlation, double Slope) Shape(double[] values)
    {
        if (values.Length < 2)
            return (double.NaN, double.NaN);
        var (middle, mean) = ((values.Length - 1) / 2.0, values.Average());
        var (both, spread, varied) = (0.0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
            (both, spread, varied) = (both + (i - middle) * (values[i] - mean), spread + (i - middle) * (i - middle), varied + (values[i] - mean) * (values[i] - mean));
        return (varied == 0 ? double.NaN : both / Math.Sqrt(spread * varied), both / spread);
    }
}
