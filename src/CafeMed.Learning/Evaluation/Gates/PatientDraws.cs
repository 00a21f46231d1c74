using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>How often each patient is drawn, as a matrix: sums over resampled patients are then one product.</summary>
internal static class PatientDraws
{
    /// <summary>How often patients are resampled.</summary>
    public const int Count = 400;

    /// <summary>(1 + <see cref="Count"/>, P) float64. The first row takes everybody once; the others draw P patients with replacement.</summary>
    public static Tensor Of(int patients, int seed)
    {
        var random = new Random(seed);
        var weights = new double[(1 + Count) * patients];
        Array.Fill(weights, 1, 0, patients);
        for (var draw = 1; draw <= Count; draw++)
            for (var p = 0; p < patients; p++)
                weights[draw * patients + random.Next(patients)]++;
        return tensor(weights, 1 + Count, patients);
    }

    /// <summary>The estimate with an interval of 1.96 standard deviations of the draws to each side. Percentiles would not do for a correlation: resampling adds noise, and noise pulls a correlation to 0.</summary>
    /// <param name="values">The estimate, then the draws; those that are no number are left out.</param>
    /// <param name="least">The least value that is possible.</param>
    /// <param name="most">The greatest.</param>
    public static Interval IntervalOf(IReadOnlyList<double> values, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        var drawn = values.Skip(1).Where(double.IsFinite).ToArray();
        if (!double.IsFinite(values[0]) || drawn.Length < 2)
            return new(Told(values[0]), double.NaN, double.NaN);
        var mean = drawn.Average();
        var half = 1.96 * Math.Sqrt(drawn.Sum(value => (value - mean) * (value - mean)) / (drawn.Length - 1));
        return new(Told(values[0]), Told(Math.Max(least, values[0] - half)), Told(Math.Min(most, values[0] + half)));
    }

    /// <summary>Without the digits in which two runs of the same products may differ: how memory lies decides their order of summation.</summary>
    public static double Told(double value) => Math.Round(value, 9);
}
