using System.Diagnostics;

namespace CafeMed.Benchmarks;

/// <summary>How long sets take to be chosen: every rule, over visits with probabilities like those of a trained model.</summary>
internal static class DecisionSpeed
{
    /// <summary>Chooses the sets of some visits three times by every rule, and prints the best time.</summary>
    public static void Run(int visits, TextWriter page)
    {
        page.WriteLine("| drugs | given per visit | rule | visits | seconds | µs per visit |");
        page.WriteLine("|---|---|---|---|---|---|");
        foreach (var (drugs, shift) in new[] { (131, -3.0), (211, -3.5), (211, -1.0) })
        {
            var logits = Logits(visits, drugs, shift);
            var given = logits.Sum(logit => LogOdds.Probability(logit)) / visits;
            foreach (var rule in new[] { DecisionRule.Threshold, DecisionRule.ExpectedJaccard, DecisionRule.ExpectedF1 })
            {
                var decision = new Decision { Rule = rule, Threshold = 0.35 };
                var best = Enumerable.Range(0, 3).Min(round =>
                {
                    var clock = Stopwatch.StartNew();
                    decision.Of(logits, drugs, []);
                    return clock.Elapsed.TotalSeconds;
                });
                page.WriteLine(FormattableString.Invariant($"| {drugs} | {given:0.0} | {rule} | {visits} | {best:0.000} | {1e6 * best / visits:0.0} |"));
            }
        }
    }

    private static float[] Logits(int visits, int drugs, double shift)
    {
        var draw = new Random(7);
        var common = Enumerable.Range(0, drugs).Select(_ => shift + 3 * (draw.NextDouble() - 0.5)).ToArray();
        return [.. Enumerable.Range(0, visits * drugs).Select(i => (float)(common[i % drugs] + 4 * (draw.NextDouble() + draw.NextDouble() - 1)))];
    }
}
