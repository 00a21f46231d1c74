namespace CafeMed;

/// <summary>Percentile intervals over resampled patients: visits of one person are not independent, so persons are drawn.</summary>
/// <remarks>Every interval of one instance uses the same draws, so that differences between recommenders are paired.</remarks>
public sealed class PatientBootstrap
{
    private readonly int[][] _draws;

    /// <summary>Draws <paramref name="patients"/> persons with replacement, <paramref name="draws"/> times.</summary>
    public PatientBootstrap(int patients, int seed, int draws = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 1);
        var random = new Random(seed);
        _draws = new int[draws][];
        for (var d = 0; d < draws; d++)
        {
            _draws[d] = new int[patients];
            for (var p = 0; p < patients; p++)
                _draws[d][p] = random.Next(patients);
        }
    }

    /// <summary>The mean over patients; a patient whose value is NaN has none and is left out.</summary>
    public Interval Mean(ReadOnlyMemory<double> perPatient)
    {
        var weights = new double[perPatient.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = double.IsNaN(perPatient.Span[i]) ? 0 : 1;
        return Ratio(perPatient, weights);
    }

    /// <summary>Sum of numerators over sum of denominators: a rate pooled over patients; 0 where the denominators sum to 0.</summary>
    public Interval Ratio(ReadOnlyMemory<double> numerators, ReadOnlyMemory<double> denominators)
    {
        var values = new double[_draws.Length];
        for (var d = 0; d < values.Length; d++)
            values[d] = Pooled(_draws[d], numerators.Span, denominators.Span);
        Array.Sort(values);
        return new(Pooled(Everyone(numerators.Length), numerators.Span, denominators.Span), Percentile(values, 0.025), Percentile(values, 0.975));
    }

    /// <summary>The mean of the differences, patient by patient.</summary>
    public Interval Difference(ReadOnlyMemory<double> perPatient, ReadOnlyMemory<double> reference)
    {
        var differences = new double[perPatient.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = perPatient.Span[i] - reference.Span[i];
        return Mean(differences);
    }

    private static int[] Everyone(int count) => [.. Enumerable.Range(0, count)];

    private static double Pooled(int[] draw, ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        var (above, below) = (0.0, 0.0);
        foreach (var patient in draw)
        {
            if (denominators[patient] == 0)
                continue;
            above += numerators[patient];
            below += denominators[patient];
        }
        return below == 0 ? 0 : above / below;
    }

    // Linear interpolation between order statistics, as numpy's default.
    private static double Percentile(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
