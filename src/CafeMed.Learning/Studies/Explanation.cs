using System.Collections.Immutable;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Scoring;
using static TorchSharp.torch;

namespace CafeMed.Learning.Studies;

/// <summary>Takes the logits of a visit apart: base rate, every code by the linear tower and by its gated effect, earlier drugs, interplay.</summary>
/// <remarks>
/// The final logit is <c>s_m (a linear_m + b network_m) + o_m</c>, and both towers are sums, so every term has a share of it. The account
/// is exact: its terms sum to the logit but for rounding.
/// </remarks>
public static class Explanation
{
    /// <summary>(M) the contributions to each medication at the last visit of a table of one patient.</summary>
    public static ImmutableArray<ImmutableArray<Contribution>> Of(TrainedModel model, VisitTable table) => Read(model, table).Accounts;

    /// <summary>The final logits of every visit, (V, M) row-major, and the account of the last one, from one pass through the network.</summary>
    internal static (float[] Logits, ImmutableArray<ImmutableArray<Contribution>> Accounts) Read(TrainedModel model, VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        var terms = new AccountTerms(model.Encoder.Medications.Count);
        terms.Add(ContributionPath.Base, null, null, model.Scorer.Calibration.Offsets);
        AddLinear(terms, model.Scorer, table);
        var logits = AddNetwork(terms, model, table);
        return (model.Scorer.Combine(logits, table), terms.Build());
    }

    private static void AddLinear(AccountTerms terms, CombinedScorer scorer, VisitTable table)
    {
        if (scorer.Linear is not { } linear || scorer.Combination.Linear == 0)
            return;
        var scale = Scale(scorer, scorer.Combination.Linear);
        var (features, last) = (linear.Features.Of(table), table.Visits - 1);
        var weights = linear.Weights.Floats();
        terms.Add(ContributionPath.Base, null, null, Row(weights, linear.Features.Count, 1, scale));
        for (var i = features.Offsets[last]; i < features.Offsets[last + 1]; i++)
        {
            var (path, kind, code) = linear.Features.Meaning(features.Tokens[i]);
            terms.Add(path, kind, code, Row(weights, features.Tokens[i], features.Amounts![i], scale));
        }
    }

    private static float[] AddNetwork(AccountTerms terms, TrainedModel model, VisitTable table)
    {
        using var scope = NewDisposeScope();
        using var batch = table.Batch([0]);
        model.Scorer.Network.eval();
        using var account = model.Scorer.Network.Account(batch);
        var scale = Scale(model.Scorer, model.Scorer.Combination.Network);
        var last = batch.Visits - 1;
        terms.Add(ContributionPath.Base, null, null, Row(account.Base.Floats(), 0, 1, scale));
        foreach (var (channel, amounts) in account.Effects)
        {
            var (values, tokens) = (amounts.Floats(), table[channel]);
            for (var i = tokens.Offsets[last]; i < tokens.Offsets[last + 1]; i++)
            {
                var (kind, code) = model.Encoder.CodeOf(channel, tokens.Tokens[i]);
                terms.Add(ContributionPath.GatedEffect, kind, code, Row(values, i, 1, scale));
            }
        }
        var kept = Row(account.History.Floats(), last, 1, scale);
        foreach (var medication in table[Channel.History][last])
            if (medication < model.Encoder.Medications.Count)
                terms.Add(ContributionPath.History, CodeKind.Medication, model.Encoder.Medications[medication], kept, only: medication);
        terms.Add(ContributionPath.Interplay, null, null, Row(account.Interplay.Floats(), last, 1, scale));
        using var gradients = no_grad();
        return account.Logits(batch).Floats();
    }

    private static float[] Scale(CombinedScorer scorer, double tower) =>
        [.. scorer.Calibration.Slopes.Select(slope => (float)(slope * tower))];

    private static float[] Row(float[] values, int row, float amount, float[] scale)
    {
        var scaled = new float[scale.Length];
        for (var m = 0; m < scaled.Length; m++)
            scaled[m] = values[row * scale.Length + m] * amount * scale[m];
        return scaled;
    }
}
