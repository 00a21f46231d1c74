namespace CafeMed;

/// <summary>Percentile intervals over resampled patients: visits of one person are not independent, so persons are drawn.</summary>
/// <remarks>Every interval of one instance uses the same draws, so that differences between recommenders are paired.</remarks>
public sealed class PatientBootstrap
{
    // So many draws of persons are kept, a quarter of a gigabyte at most; of more, each interval draws the same persons anew.
    private const long Kept = 1L << 26;

    private readonly int[] _everyone;
    private readonly int _seed;
    private readonly int _count;
    private readonly int[][]? _draws;

    /// <summary>Draws <paramref name="patients"/> persons with replacement, <paramref name="draws"/> times.</summary>
    public PatientBootstrap(int patients, int seed, int draws = 2000)
        : this(patients, seed, draws, Kept)
    {
    }

    /// <summary>Draws <paramref name="patients"/> persons with replacement, <paramref name="draws"/> times.</summary>
    /// <param name="patients">At least 1.</param>
    /// <param name="seed">Decides who is drawn.</param>
    /// <param name="draws">How often.</param>
    /// <param name="kept">So many drawn persons are kept in memory; where there are more, every interval draws the same persons anew, to the same result.</param>
    public PatientBootstrap(int patients, int seed, int draws, long kept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 1);
        (_everyone, _seed, _count) = ([.. Enumerable.Range(0, patients)], seed, draws);
        if ((long)patients * draws <= kept)
            _draws = [.. Drawn().Select(draw => draw.ToArray())];
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
        var values = new double[_count];
        var drawn = 0;
        foreach (var draw in _draws ?? Drawn())
            if (Pooled(draw, numerators.Span, denominators.Span) is { } value)
                values[drawn++] = value;
        var sorted = values.AsSpan(0, drawn);
        sorted.Sort();
        return new(estimate, Percentile(sorted, 0.025), Percentile(sorted, 0.975));
    }

    /// <summary>The sums of each of <paramref name="columns"/> over the patients of every draw: (columns, draws), for all columns at once.</summary>
    /// <remarks>The draws are those of the intervals. A matrix product of how often each patient was drawn with the columns.</remarks>
    /// <param name="columns">(P) each, finite.</param>
    public double[][] Sums(IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (var column in columns)
            Require(column.Length);
        return DrawnSums.Of(_draws ?? Drawn(), _count, _everyone.Length, columns);
    }

    /// <summary>The interval of an estimate from its values on the draws; values that are not finite are left out.</summary>
    public static Interval Percentiles(double estimate, IEnumerable<double> drawn)
    {
        var sorted = drawn.Where(double.IsFinite).ToArray();
        Array.Sort(sorted);
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

    // Each is valid until the next.
    private IEnumerable<int[]> Drawn()
    {
        var (random, draw) = (new Random(_seed), new int[_everyone.Length]);
        for (var d = 0; d < _count; d++)
        {
            for (var p = 0; p < draw.Length; p++)
                draw[p] = random.Next(draw.Length);
            yield return draw;
        }
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
