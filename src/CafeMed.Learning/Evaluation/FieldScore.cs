namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender as the SafeDrug line measures it, for comparison with its papers.</summary>
/// <remarks>
/// Every drug with a probability of 0.5 or more is proposed. Jaccard, F1, PRAUC, precision and recall are means over a patient's visits, then over patients; the interaction rate
/// and the drugs per visit are pooled over all visits. Ten draws of 80 % of the test patients, with replacement. Source: the test scripts of Yang et al. 2021, SafeDrug, doi:10.24963/ijcai.2021/514.
/// </remarks>
/// <param name="Jaccard">In [0, 1].</param>
/// <param name="F1">In [0, 1].</param>
/// <param name="PrAuc">Average precision over the drugs of a visit, in [0, 1].</param>
/// <param name="Precision">In [0, 1].</param>
/// <param name="Recall">In [0, 1].</param>
/// <param name="InteractionRate">In [0, 1].</param>
/// <param name="DrugsPerVisit">Proposed drugs over visits.</param>
public sealed record FieldScore(
    FieldValue Jaccard, FieldValue F1, FieldValue PrAuc, FieldValue Precision, FieldValue Recall, FieldValue InteractionRate, FieldValue DrugsPerVisit)
{
    private const int Draws = 10;

    /// <summary>From the sums of each patient.</summary>
    /// <param name="means">Jaccard, F1, PRAUC, precision, recall: (P) means over a patient's visits; NaN is left out.</param>
    /// <param name="rates">Interacting and all pairs, proposed drugs and visits: (P) sums.</param>
    /// <param name="seed">Of the draws.</param>
    internal static FieldScore Of(double[][] means, (double[] Above, double[] Below)[] rates, int seed)
    {
        var patients = means[0].Length;
        var random = new Random(seed);
        var everyone = Enumerable.Range(0, patients).ToArray();
        // Python's round, to even.
        var size = Math.Max(1, (int)Math.Round(patients * 0.8, MidpointRounding.ToEven));
        var draws = Enumerable.Range(0, Draws).Select(_ => Enumerable.Range(0, size).Select(_ => random.Next(patients)).ToArray()).ToArray();
        var values = means.Select(column => Value(who => Mean(who, column))).Concat(rates.Select(rate => Value(who => Pooled(who, rate)))).ToArray();
        return new(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);

        FieldValue Value(Func<int[], double> of)
        {
            var drawn = draws.Select(of).ToArray();
            var mean = drawn.Average();
            return new(of(everyone), mean, Math.Sqrt(drawn.Average(value => (value - mean) * (value - mean))));
        }
    }

    private static double Mean(int[] who, double[] column) => who.Select(patient => column[patient]).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    private static double Pooled(int[] who, (double[] Above, double[] Below) rate)
    {
        var (above, below) = (who.Sum(patient => rate.Above[patient]), who.Sum(patient => rate.Below[patient]));
        return below == 0 ? 0 : above / below;
    }
}
