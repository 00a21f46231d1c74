using System.ComponentModel.DataAnnotations;

namespace CafeMed;

/// <summary>Which medications are proposed, given their probabilities.</summary>
public sealed record Decision
{
    /// <summary>How the set is chosen.</summary>
    public DecisionRule Rule { get; init; } = DecisionRule.Threshold;

    /// <summary>For <see cref="DecisionRule.Threshold"/>: proposed from this probability on, in (0, 1). Ignored otherwise.</summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>What an interacting pair costs, in units of a medication's probability; at least 0. 0, the default, gives nothing up.</summary>
    [Range(0.0, double.MaxValue)]
    public double InteractionCost { get; init; }

    /// <summary>A safe set keeps drugs from this probability on, unless a rule bars them; above 1, the default, none. See <see cref="MustKeep"/>.</summary>
    [Range(0.0, MustKeep.Nothing)]
    public double KeepFrom { get; init; } = MustKeep.Nothing;

    /// <summary>Chooses the sets of all visits.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="medications">M.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs; needed where interactions cost something.</param>
    /// <returns>(V, M) row-major, true where proposed.</returns>
    public bool[] Of(ReadOnlySpan<float> logits, int medications, ReadOnlySpan<float> interactions)
    {
        var proposed = new bool[logits.Length];
        for (var start = 0; start < logits.Length; start += medications)
        {
            var row = logits.Slice(start, medications);
            var set = proposed.AsSpan(start, medications);
            Choose(row, set);
            if (InteractionCost > 0)
                InteractionTrim.Apply(row, set, interactions, InteractionCost);
        }
        return proposed;
    }

    private void Choose(ReadOnlySpan<float> logits, Span<bool> proposed)
    {
        if (Rule == DecisionRule.ExpectedJaccard)
        {
            ExpectedJaccard(logits, proposed);
            return;
        }
        var cut = (float)LogOdds.Of(Threshold);
        for (var m = 0; m < logits.Length; m++)
            proposed[m] = logits[m] >= cut;
    }

    // Of k medications the k most probable are best; sum p / (k + sum of the others' p) is the expected Jaccard with
    // intersection and union replaced by their means, which is close for sets of this size.
    private static void ExpectedJaccard(ReadOnlySpan<float> logits, Span<bool> proposed)
    {
        var order = new int[logits.Length];
        var probabilities = new double[logits.Length];
        var rest = 0.0;
        for (var m = 0; m < order.Length; m++)
        {
            (order[m], probabilities[m]) = (m, LogOdds.Probability(logits[m]));
            rest += probabilities[m];
        }
        Array.Sort(probabilities, order);
        var (taken, best, size) = (0.0, 0.0, 0);
        for (var k = 1; k <= order.Length; k++)
        {
            taken += probabilities[^k];
            rest -= probabilities[^k];
            if (taken / (k + rest) > best)
                (best, size) = (taken / (k + rest), k);
        }
        for (var k = 1; k <= size; k++)
            proposed[order[^k]] = true;
    }
}
