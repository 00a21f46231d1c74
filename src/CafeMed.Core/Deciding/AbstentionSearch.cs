namespace CafeMed;

/// <summary>Chooses from which confidence on a recommender answers.</summary>
/// <remarks>
/// <para>A visit's confidence is the expected Jaccard of its set; a visit of which too few codes were understood is not answered whatever the confidence.</para>
/// <para>For a coverage, the least confidence is the quantile that answers that share. For a risk, the answered share goes up from 10 % in steps of 1 % while the upper 95 % bound
/// of the mean risk of the answered stays at the target or below, and stops at the first that does not: a fixed sequence of tests, so the chance of any wrong one is that of the first, 5 % (for as many
/// patients as the normal approximation needs; patients are the units). Source: Angelopoulos et al. 2021, Learn then Test, arXiv:2110.01052.</para>
/// </remarks>
public static class AbstentionSearch
{
    /// <summary>No confidence reaches this: nothing is answered.</summary>
    public const double Nothing = 2;

    private const double OneSided = 1.6448536269514722;
    private const double Exact = 1e-12;

    /// <summary>Chooses on some visits.</summary>
    /// <param name="confidences">(V) expected Jaccard of each set, in [0, 1].</param>
    /// <param name="known">(V) share of codes understood, in [0, 1].</param>
    /// <param name="risks">(V) 1 - Jaccard of each set, in [0, 1].</param>
    /// <param name="patients">(V) whose visit it is.</param>
    /// <param name="options">Coverage or target risk, and the least share of codes.</param>
    public static Abstention Of(double[] confidences, double[] known, double[] risks, int[] patients, DecisionOptions options)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(risks);
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(options);
        var order = Enumerable.Range(0, confidences.Length).Where(v => known[v] >= options.LeastKnown).OrderByDescending(v => confidences[v]).ToArray();
        var least = options.TargetRisk is { } target ? ForRisk(order, confidences, risks, patients, target) : ForCoverage(order, confidences, options.Coverage);
        var answered = order.Where(v => confidences[v] >= least).ToArray();
        return new(
            least, options.LeastKnown, options.TargetRisk, (double)answered.Length / Math.Max(1, confidences.Length),
            answered.Length == 0 ? null : answered.Average(v => risks[v]));
    }

    private static double ForCoverage(int[] order, double[] confidences, double coverage)
    {
        var count = (int)Math.Ceiling(coverage * confidences.Length - Exact * confidences.Length);
        return count <= 0 ? Nothing : count >= order.Length ? 0 : confidences[order[count - 1]];
    }

    private static double ForRisk(int[] order, double[] confidences, double[] risks, int[] patients, double target)
    {
        var least = Nothing;
        for (var percent = 10; percent <= 100; percent++)
        {
            var count = (int)Math.Ceiling(percent / 100.0 * order.Length);
            if (count < 2 || UpperBound(order.AsSpan(0, count), risks, patients) > target)
                break;
            least = count == order.Length ? 0 : confidences[order[count - 1]];
        }
        return least;
    }

    // Of the mean risk of some visits, one-sided 95 %, patients as units.
    private static double UpperBound(ReadOnlySpan<int> visits, double[] risks, int[] patients)
    {
        var (sum, residuals) = (0.0, new Dictionary<int, double>());
        foreach (var visit in visits)
            sum += risks[visit];
        var mean = sum / visits.Length;
        foreach (var visit in visits)
            residuals[patients[visit]] = residuals.GetValueOrDefault(patients[visit]) + risks[visit] - mean;
        if (residuals.Count < 2)
            return double.PositiveInfinity;
        var variance = residuals.Values.Sum(one => one * one) / ((double)visits.Length * visits.Length) * residuals.Count / (residuals.Count - 1);
        return mean + OneSided * Math.Sqrt(variance);
    }
}
