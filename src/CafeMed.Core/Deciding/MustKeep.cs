namespace CafeMed;

/// <summary>From which probability on a drug is so surely given that a safe set must not lose it for convenience: a split-conformal bound.</summary>
/// <remarks>
/// <para>Each patient that training did not see gives one number: the largest probability among the drugs that were <i>not</i> given at their last visit. For a new
/// patient from the same population, that number exceeds the <c>ceil((n + 1)(1 - miss))</c>-th smallest of the n with probability at most
/// <c>miss</c>, whatever the recommender is. So with probability at least <c>1 - miss</c> every drug above the bound is really given.</para>
/// <para>The promise is exact for numbers that were not used for anything else. Here the same patients also chose the recalibration and the
/// decision, a few numbers per drug, so it is close, not exact.</para>
/// </remarks>
public static class MustKeep
{
    /// <summary>No probability reaches this: nothing has to be kept.</summary>
    public const double Nothing = 2;

    /// <summary>The default chance that a drug to be kept was not given after all.</summary>
    public const double DefaultMiss = 0.1;

    /// <summary>The bound.</summary>
    /// <param name="logits">(V, M) row-major, of <paramref name="validation"/>.</param>
    /// <param name="validation">Patients that training did not see.</param>
    /// <param name="miss">The chance, in (0, 1), that some drug above the bound was not given.</param>
    /// <returns>A probability, or <see cref="Nothing"/> where there are too few patients to promise that: fewer than <c>1 / miss - 1</c>.</returns>
    public static double From(float[] logits, VisitTable validation, double miss = DefaultMiss)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(miss, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(miss, 1);
        var (size, truth) = (validation.Encoder.Medications.Count, validation.Truth());
        var highest = Enumerable.Range(0, validation.Patients.Length).Select(patient => Highest(validation.PatientOffsets[patient + 1] - 1));
        return Above([.. highest], miss) is { } bound ? Math.BitIncrement(LogOdds.Probability(bound)) : Nothing;

        float Highest(int visit)
        {
            var most = float.NegativeInfinity;
            for (var i = visit * size; i < (visit + 1) * size; i++)
                if (!truth[i])
                    most = Math.Max(most, logits[i]);
            return most;
        }
    }

    /// <summary>The number that one more of the kind of <paramref name="numbers"/> exceeds with probability at most <paramref name="miss"/>; none where there are too few.</summary>
    internal static float? Above(float[] numbers, double miss)
    {
        Array.Sort(numbers);
        var rank = (int)Math.Ceiling((numbers.Length + 1) * (1 - miss) - 1e-9);
        return rank <= numbers.Length ? numbers[rank - 1] : null;
    }
}
