using System.Collections.Immutable;
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

    /// <summary>For <see cref="DecisionRule.PerDrug"/>: (M) each medication is proposed from its probability on, in (0, 1). Empty otherwise.</summary>
    public ImmutableArray<double> Thresholds { get; init; } = [];

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
        if (Rule is DecisionRule.ExpectedJaccard or DecisionRule.ExpectedF1)
        {
            MostProbable(logits, proposed);
            return;
        }
        if (Rule == DecisionRule.PerDrug && Thresholds.Length != logits.Length)
            throw new InvalidOperationException($"{Thresholds.Length} thresholds for {logits.Length} medications.");
        var cut = (float)LogOdds.Of(Threshold);
        for (var m = 0; m < logits.Length; m++)
            proposed[m] = logits[m] >= (Rule == DecisionRule.PerDrug ? (float)LogOdds.Of(Thresholds[m]) : cut);
    }

    // The best set of every size is that of the most probable drugs: see ExpectedAgreement.
    private void MostProbable(ReadOnlySpan<float> logits, Span<bool> proposed)
    {
        var (order, falling) = (new int[logits.Length], new double[logits.Length]);
        for (var m = 0; m < order.Length; m++)
            (order[m], falling[m]) = (m, -LogOdds.Probability(logits[m]));
        Array.Sort(falling, order);
        for (var m = 0; m < falling.Length; m++)
            falling[m] = -falling[m];
        var (size, _) = Rule == DecisionRule.ExpectedF1 ? ExpectedAgreement.BestF1(falling) : ExpectedAgreement.BestJaccard(falling);
        foreach (var m in order.AsSpan(0, size))
            proposed[m] = true;
    }

    /// <summary>Whether both decide alike: every number is the same.</summary>
    public bool Equals(Decision? other) => other is not null
        && (Rule, Threshold, InteractionCost, KeepFrom).Equals((other.Rule, other.Threshold, other.InteractionCost, other.KeepFrom))
        && Thresholds.AsSpan().SequenceEqual(other.Thresholds.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rule, Threshold, InteractionCost, KeepFrom, Thresholds.Length);
}
