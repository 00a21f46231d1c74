namespace CafeMed;

/// <summary>Percentile intervals over resampled patients: visits of one person are not independent, so persons are drawn.</summary>
/// <remarks>Every interval of one instance uses the same draws, so that differences between recommenders are paired.</remarks>
public sealed class PatientBootstrap
{
    private readonly int[] _everyone;
    private readonly int[][] _draws;

    /// <summary>Draws <paramref name="patients"/> persons with replacement, <paramref name="draws"/> times.</summary>
    public PatientBootstrap(int patients, int seed, int draws = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 1);
        _everyone = [.. Enumerable.Range(0, patients)];
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

    /// <summary>Sum of numerators over sum of denominators: a rate pooled over patients; 0 where all denominators are 0.</summary>
    /// <remarks>A draw of patients whose denominators are all 0 has no rate, and is left out of the interval.</remarks>
    public Interval Ratio(ReadOnlyMemory<double> numerators, ReadOnlyMemory<double> denominators)
    {
        Require(numerators.Length);
        Require(denominators.Length);
        if (Pooled(_everyone, numerators.Span, denominators.Span) is not { } estimate)
            return default;
        var values = new double[_draws.Length];
        var drawn = 0;
        foreach (var draw in _draws)
            if (Pooled(draw, numerators.Span, denominators.Span) is { } value)
                values[drawn++] = value;
        var sorted = values.AsSpan(0, drawn);
        sorted.Sort();
        return new(estimate, Percentile(sorted, 0.025), Percentile(sorted, 0.975));
    }

    /// <summary>The mean of the differences, patient by patient.</summary>
    public Interval Difference(ReadOnlyMemory<double> perPatient, ReadOnlyMemory<double> reference)
    {
        Require(perPatient.Length);
        Require(reference.Length);
        var differences = new double[perPatient.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = perPatient.Span[i] - reference.Span[i];
        return Mean(differences);
    }

    private void Require(int values)
    {
        if (values != _everyone.Length)
            throw new ArgumentException($"{values} values for {_everyone.Length} patients.");
    }

    private static double? Pooled(int[] draw, ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        var (above, below) = (0.0, 0.0);
        foreach (var patient in draw)
        {
            if (denominators[patient] == 0)
                continue;
            above += numerators[patient];
            below += denominators[patient];
        }
        return below == 0 ? null : above / below;
    }

    // Linear interpolation between order statistics, as numpy's default.
    private static double Percentile(ReadOnlySpan<double> sorted, double level)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
