using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;
using CafeMed.Tests.Learning.Layers;
using CsCheck;

namespace CafeMed.Tests.Learning.Scoring;

[Collection(TorchTests.Turn)]
public sealed class DecisionTests
{
    [Fact]
    public void A_threshold_proposes_from_its_probability_on() =>
        Gen.Select(Gen.Float[-5, 5].Array[12], Gen.Double[0.01, 0.99]).Sample((logits, threshold) =>
        {
            var proposed = new Decision { Threshold = threshold }.Of(logits, 4, []);

            for (var i = 0; i < logits.Length; i++)
                if (Math.Abs(Plain.Sigmoid(logits[i]) - threshold) > 1e-6)
                    Assert.Equal(Plain.Sigmoid(logits[i]) > threshold, proposed[i]);
        });

    [Fact]
    public void Expected_Jaccard_chooses_the_best_of_all_sets() => Gen.Float[-4, 4].Array[1, 10].Sample(logits =>
    {
        var proposed = new Decision { Rule = DecisionRule.ExpectedJaccard }.Of(logits, logits.Length, []);

        var p = logits.Select(z => Plain.Sigmoid(z)).ToArray();
        var best = Enumerable.Range(1, (1 << p.Length) - 1).Max(set => Value(p, i => (set >> i & 1) == 1));
        Assert.Equal(best, Value(p, i => proposed[i]), 1e-9);
    }, iter: 200);

    [Fact]
    public void Every_visit_is_decided_by_itself() => Gen.Float[-4, 4].Array[6].Array[3].Sample(rows =>
    {
        foreach (var rule in Enum.GetValues<DecisionRule>())
        {
            var decision = new Decision { Rule = rule, Threshold = 0.3 };
            Assert.Equal(rows.SelectMany(row => decision.Of(row, 6, [])), decision.Of([.. rows.SelectMany(row => row)], 6, []));
        }
    });

    [Fact]
    public void The_search_takes_the_rule_and_the_threshold_with_the_better_Jaccard() => Gen.Int[0, 1000].Sample(seed =>
    {
        var table = TinyStudy.Table;
        var random = new Random(seed);
        var logits = table.Truth().Select(given => (float)((given ? 1 : -1) + 4 * (random.NextDouble() - 0.5))).ToArray();

        var chosen = DecisionSearch.Of(logits, table);

        var rules = Enumerable.Range(1, 39).Select(i => new Decision { Threshold = 0.02 * i })
            .Append(new Decision { Rule = DecisionRule.ExpectedJaccard });
        Assert.Equal(rules.Max(rule => Jaccard(rule, logits, table)), Jaccard(chosen, logits, table), 1e-9);
    }, iter: 10, threads: 1);

    private static double Jaccard(Decision decision, float[] logits, VisitTable table) =>
        PatientMeans.Of(VisitScores.Of(logits, decision, table, []), table, score => score.Jaccard).Average();

    // sum p / (k + sum of the others' p).
    private static double Value(double[] p, Func<int, bool> chosen)
    {
        var inside = p.Where((_, i) => chosen(i)).ToArray();
        return inside.Length == 0 ? 0 : inside.Sum() / (inside.Length + p.Sum() - inside.Sum());
    }
}
