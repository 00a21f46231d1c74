namespace CafeMed;

/// <summary>Gives up medications of a set whose interactions cost more than they are worth, the worst first.</summary>
/// <remarks>
/// The value of a set is <c>sum_m p_m - cost sum_(i &lt; j) A_ij</c>; while leaving one medication out raises it, the one that raises it most is
/// left out. Greedy: a reference for exact optimisers, not a proof of anything.
/// </remarks>
public static class InteractionTrim
{
    /// <summary>Trims one visit's set in place.</summary>
    /// <param name="logits">(M).</param>
    /// <param name="proposed">(M), the set.</param>
    /// <param name="interactions">(M, M) row-major, symmetric, zero diagonal.</param>
    /// <param name="cost">What an interacting pair costs, at least 0.</param>
    public static void Apply(ReadOnlySpan<float> logits, Span<bool> proposed, ReadOnlySpan<float> interactions, double cost)
    {
        var size = logits.Length;
        var gains = new double[size];
        for (var m = 0; m < size; m++)
        {
            gains[m] = -LogOdds.Probability(logits[m]);
            for (var other = 0; other < size; other++)
                if (proposed[other])
                    gains[m] += cost * interactions[m * size + other];
        }
        while (Worst(gains, proposed) is var worst and >= 0)
        {
            proposed[worst] = false;
            for (var m = 0; m < size; m++)
                gains[m] -= cost * interactions[m * size + worst];
        }
    }

    // The proposed medication whose leaving gains most, or -1 where none gains.
    private static int Worst(double[] gains, ReadOnlySpan<bool> proposed)
    {
        var (worst, most) = (-1, 0.0);
        for (var m = 0; m < gains.Length; m++)
            if (proposed[m] && gains[m] > most)
                (worst, most) = (m, gains[m]);
        return worst;
    }
}
