namespace CafeMed.Data.Synthetic;

/// <summary>The set of largest expected Jaccard, for independent drugs with known probabilities.</summary>
/// <remarks>
/// For the set S of the k most probable drugs, hits H and misses outside O are independent, and shared over united is <c>H / (k + O)</c>,
/// so the expectation is <c>sum of p over S * E[1 / (k + O)]</c>. O is a sum of unequal coins; its distribution is built up from the least probable drug.
/// </remarks>
internal sealed class BestSet
{
    // Beyond this many misses the chance is nil at a hospital's rates; what is cut off only makes a set look a little worse.
    private const int MostMisses = 64;

    private readonly double[] _misses = new double[MostMisses];
    private readonly double[] _negative;
    private readonly int[] _order;

    public BestSet(int medications) => (_negative, _order) = (new double[medications], new int[medications]);

    /// <summary>Marks the set in <paramref name="proposed"/>; never empty.</summary>
    public void Choose(ReadOnlySpan<float> probabilities, Span<bool> proposed)
    {
        for (var m = 0; m < probabilities.Length; m++)
            (_negative[m], _order[m]) = (-probabilities[m], m);
        Array.Sort(_negative, _order);
        var above = 0.0;
        foreach (var probability in probabilities)
            above += probability;
        Array.Clear(_misses);
        _misses[0] = 1;
        var (best, size, last) = (-1.0, 1, 1);
        for (var k = probabilities.Length; k >= 1; k--)
        {
            var expected = above * Reciprocal(k, last);
            if (expected > best)
                (best, size) = (expected, k);
            var left = -_negative[k - 1];
            above -= left;
            last = Add(left, last);
        }
        proposed.Clear();
        for (var k = 0; k < size; k++)
            proposed[_order[k]] = true;
    }

    private double Reciprocal(int k, int last)
    {
        var sum = 0.0;
        for (var misses = 0; misses < last; misses++)
            sum += _misses[misses] / (k + misses);
        return sum;
    }

    private int Add(double probability, int last)
    {
        var next = Math.Min(last + 1, MostMisses);
        for (var misses = next - 1; misses > 0; misses--)
            _misses[misses] = _misses[misses] * (1 - probability) + _misses[misses - 1] * probability;
        _misses[0] *= 1 - probability;
        // Nothing that small can change a choice, and the loop stays short.
        return _misses[next - 1] < 1e-12 ? Math.Max(1, next - 1) : next;
    }
}
