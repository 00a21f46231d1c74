namespace CafeMed;

/// <summary>The measures of one visit, from a ranking over the vocabulary and a proposed set.</summary>
/// <remarks>As in Yang et al. 2021, SafeDrug, arXiv:2105.02711; average precision as in scikit-learn, ties taken together.</remarks>
public static class SetMeasures
{
    /// <summary>Scores one visit.</summary>
    /// <param name="scores">(M) the ranking; higher is more probable.</param>
    /// <param name="proposed">(M) the proposed set.</param>
    /// <param name="prescribed">(M) what was prescribed, as far as the vocabulary knows it.</param>
    /// <param name="outside">Prescribed medications outside the vocabulary, at least 0. They cannot be proposed, and count as missed.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs, or empty.</param>
    public static VisitScore Of(
        ReadOnlySpan<float> scores, ReadOnlySpan<bool> proposed, ReadOnlySpan<bool> prescribed, int outside, ReadOnlySpan<float> interactions)
    {
        var (hits, chosen, truth) = (0, 0, outside);
        for (var m = 0; m < proposed.Length; m++)
        {
            chosen += proposed[m] ? 1 : 0;
            truth += prescribed[m] ? 1 : 0;
            hits += proposed[m] && prescribed[m] ? 1 : 0;
        }
        return new(
            chosen + truth == 0 ? 1 : (double)hits / (chosen + truth - hits),
            chosen + truth == 0 ? 1 : 2.0 * hits / (chosen + truth),
            AveragePrecision(scores, prescribed, truth),
            chosen,
            truth,
            InteractingPairs(proposed, interactions),
            Pairs(chosen));
    }

    /// <summary>Average precision: sum over thresholds of (recall gained) times precision; NaN where <paramref name="positives"/> is 0.</summary>
    /// <param name="scores">(M) the ranking; a score that is not a number ranks last.</param>
    /// <param name="truth">(M) which are right.</param>
    /// <param name="positives">How many are right, those that are not ranked included.</param>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<bool> truth, int positives) =>
        Ranking(scores, truth, positives).AveragePrecision;

    /// <summary>Average precision and area under the receiver operating characteristic, of one sorting.</summary>
    /// <remarks>The area is the share of (right, wrong) pairs that are ranked in order; ties count half, and what is right but not ranked stands behind all others.</remarks>
    /// <param name="scores">(M) the ranking; a score that is not a number ranks last.</param>
    /// <param name="truth">(M) which are right.</param>
    /// <param name="positives">How many are right, those that are not ranked included.</param>
    /// <returns>Both in [0, 1]. The first is NaN where nothing is right, the second also where nothing is wrong.</returns>
    public static (double AveragePrecision, double Roc) Ranking(ReadOnlySpan<float> scores, ReadOnlySpan<bool> truth, int positives)
    {
        if (positives == 0)
            return (double.NaN, double.NaN);
        var keys = scores.ToArray();
        var items = truth.ToArray();
        Array.Sort(keys, items);
        var (area, inOrder, hits, seen, i) = (0.0, 0.0, 0, 0, keys.Length - 1);
        var negatives = items.Length - truth.Count(true);
        while (i >= 0)
        {
            var (level, gained, passed, below) = (keys[i], 0, 0, negatives - (seen - hits));
            for (; i >= 0 && keys[i].Equals(level); i--, seen++, passed++)
                gained += items[i] ? 1 : 0;
            hits += gained;
            area += (double)gained / positives * hits / seen;
            // Each gained stands before all negatives further down, and beside those of its own level.
            inOrder += gained * (below - 0.5 * (passed - gained));
        }
        return (area, negatives == 0 ? double.NaN : inOrder / ((double)positives * negatives));
    }

    /// <summary>Shared over united medications of one visit, in [0, 1]; 1 where both sets are empty.</summary>
    /// <param name="proposed">(M) the proposed set.</param>
    /// <param name="prescribed">(M) what was prescribed, as far as the vocabulary knows it.</param>
    /// <param name="outside">Prescribed medications outside the vocabulary; they count as missed.</param>
    public static double Jaccard(ReadOnlySpan<bool> proposed, ReadOnlySpan<bool> prescribed, int outside)
    {
        var (both, either) = (0, outside);
        for (var m = 0; m < proposed.Length; m++)
        {
            both += proposed[m] && prescribed[m] ? 1 : 0;
            either += proposed[m] || prescribed[m] ? 1 : 0;
        }
        return either == 0 ? 1 : (double)both / either;
    }

    /// <summary>Pairs that <paramref name="medications"/> medications make.</summary>
    public static double Pairs(int medications) => medications * (medications - 1) / 2.0;

    /// <summary>Expected interacting pairs of a set; 0 where no interactions are given.</summary>
    /// <param name="proposed">(M) the set.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs, or empty.</param>
    public static double InteractingPairs(ReadOnlySpan<bool> proposed, ReadOnlySpan<float> interactions)
    {
        var (sum, size) = (0.0, proposed.Length);
        if (interactions.IsEmpty)
            return 0;
        for (var i = 0; i < size; i++)
            if (proposed[i])
                for (var j = i + 1; j < size; j++)
                    if (proposed[j])
                        sum += interactions[i * size + j];
        return sum;
    }
}
