namespace CafeMed;

/// <summary>The set whose agreement with what will be given is the largest to be expected, by exact search, if the drugs are given independently with their probabilities.</summary>
/// <remarks>
/// <para>Y is what is given, S a set of k drugs, <c>A = |Y ∩ S|</c>, <c>B = |Y \ S|</c>; both sets empty agree wholly. A and B are independent, so</para>
/// <para><c>E[Jaccard] = E[A / (k + B)] = (sum_(i in S) p_i) E[1 / (k + B)]</c>, and</para>
/// <para><c>E[F1] = E[2 A / (k + |Y|)] = 2 sum_(i in S) p_i E[1 / (k + 1 + N_i)]</c>, where <c>N_i</c> counts the given drugs without i.</para>
/// <para>Changing a drug of S for a more probable one outside raises every factor (B and <c>N_i</c> become smaller in distribution), so the best set of each size is
/// that of the k most probable drugs, and M + 1 sets are all that must be compared. The distributions are Poisson binomial, built drug by drug: of order M^2 for all sets together.</para>
/// <para>Source: Ye et al. 2012, Optimizing F-measures: a tale of two approaches, arXiv:1206.4625, for the shape of the argument; the recurrences are ours.</para>
/// </remarks>
public static class ExpectedAgreement
{
    // Sizes whose bound is below the best by less than rounding are still looked at.
    private const double Rounding = 1e-12;

    /// <summary>How many of the most probable drugs make the expected Jaccard largest.</summary>
    /// <param name="probabilities">(M) in [0, 1], descending.</param>
    /// <returns>The size, the smallest of several that are equally good; and its expected Jaccard, in [0, 1].</returns>
    public static (int Size, double Value) BestJaccard(ReadOnlySpan<double> probabilities)
    {
        var (size, rest, taken) = (probabilities.Length, new PoissonBinomial(probabilities.Length), Sums(probabilities));
        // 1 / x is convex, so the ratio of means is never more than the mean: the best of them bounds the answer from below.
        var least = 0.0;
        for (var k = 1; k <= size; k++)
            least = Math.Max(least, taken[k] / (k + taken[size] - taken[k]));
        var (inverse, best) = (Inverses(size), (Size: size, Value: double.NegativeInfinity));
        for (var k = size; k > 0; k--)
        {
            // No set of k is worth more than the mean of its probabilities.
            if (taken[k] / k >= least - Rounding && taken[k] * PoissonBinomial.Dot(rest.Terms, inverse.AsSpan(k)) is var value && value >= best.Value)
                best = (k, value);
            rest.Add(probabilities[k - 1]);
        }
        return rest.Terms[0] >= best.Value ? (0, rest.Terms[0]) : best;
    }

    /// <summary>How many of the most probable drugs make the expected F1 largest.</summary>
    /// <param name="probabilities">(M) in [0, 1], descending.</param>
    /// <returns>The size, the smallest of several that are equally good; and its expected F1, in [0, 1].</returns>
    public static (int Size, double Value) BestF1(ReadOnlySpan<double> probabilities)
    {
        var size = probabilities.Length;
        var all = new PoissonBinomial(size);
        for (var m = size; m > 0; m--)
            all.Add(probabilities[m - 1]);
        var (inverse, length, best, taken) = (Inverses(size + 1), all.Terms.Length, (Size: 0, Value: all.Terms[0]), 0.0);
        var (without, weighted) = (new double[length], new double[length]);
        for (var k = 1; k <= size; k++)
        {
            var p = probabilities[k - 1];
            taken += p;
            // E[2 A / (k + A + B)] <= 2 E[A] / (k + E[A]), which falls as k grows: no larger set can be better.
            if (2 * taken / (k + taken) < best.Value - Rounding)
                break;
            all.Without(p, without);
            for (var n = 0; n < length; n++)
                weighted[n] += p * without[n];
            if (2 * PoissonBinomial.Dot(weighted, inverse.AsSpan(k + 1)) is var value && value > best.Value)
                best = (k, value);
        }
        return best;
    }

    /// <summary>The expected Jaccard of any set.</summary>
    /// <param name="probabilities">(M) in [0, 1], in any order.</param>
    /// <param name="chosen">(M) the set.</param>
    /// <returns>In [0, 1].</returns>
    public static double Jaccard(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> chosen)
    {
        var (rest, taken, k) = (new PoissonBinomial(probabilities.Length), 0.0, 0);
        for (var m = 0; m < probabilities.Length; m++)
            if (chosen[m])
                (taken, k) = (taken + probabilities[m], k + 1);
            else
                rest.Add(probabilities[m]);
        if (k == 0)
            return rest.Terms[0];
        var value = 0.0;
        for (var n = 0; n < rest.Terms.Length; n++)
            value += rest.Terms[n] / (k + n);
        return taken * value;
    }

    private static double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            sums[i + 1] = sums[i] + values[i];
        return sums;
    }

    // 1 / n for every n that a size and a count can sum to.
    private static double[] Inverses(int most)
    {
        var inverses = new double[2 * most + 2];
        for (var n = 1; n < inverses.Length; n++)
            inverses[n] = 1.0 / n;
        return inverses;
    }
}
