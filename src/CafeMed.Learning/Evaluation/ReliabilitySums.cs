using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>Predictions of about the same probability, counted together.</summary>
internal sealed class ReliabilitySums
{
    private const int Bins = 20;

    private readonly double[] _sums = new double[Bins];
    private readonly long[] _hits = new long[Bins];
    private readonly long[] _counts = new long[Bins];

    /// <summary>Takes some predictions.</summary>
    public void Add(float[] logits, bool[] truth)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            var probability = LogOdds.Probability(logits[i]);
            var bin = Math.Min(Bins - 1, (int)(probability * Bins));
            (_sums[bin], _hits[bin], _counts[bin]) = (_sums[bin] + probability, _hits[bin] + (truth[i] ? 1 : 0), _counts[bin] + 1);
        }
    }

    /// <summary>The bins that have any.</summary>
    public ImmutableArray<ReliabilityBin> Build() =>
        [.. Enumerable.Range(0, Bins).Where(bin => _counts[bin] > 0).Select(bin =>
            new ReliabilityBin(_sums[bin] / _counts[bin], (double)_hits[bin] / _counts[bin], _counts[bin]))];
}
