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
    public void Expected_rules_propose_the_most_probable_drugs_of_the_best_size() => Gen.Float[-4, 4].Array[1, 12].Sample(logits =>
    {
        var falling = logits.Select(z => LogOdds.Probability(z)).OrderDescending().ToArray();
        foreach (var (rule, size) in new[] { (DecisionRule.ExpectedJaccard, ExpectedAgreement.BestJaccard(falling).Size), (DecisionRule.ExpectedF1, ExpectedAgreement.BestF1(falling).Size) })
        {
            var proposed = new Decision { Rule = rule }.Of(logits, logits.Length, []);

            Assert.Equal(size, proposed.Count(chosen => chosen));
            Assert.Equal(falling[..size], logits.Where((_, m) => proposed[m]).Select(z => LogOdds.Probability(z)).OrderDescending());
        }
    }, iter: 200);

    [Fact]
    public void A_drug_may_have_a_threshold_of_its_own()
    {
        var decision = new Decision { Rule = DecisionRule.PerDrug, Thresholds = [0.2, 0.8, 0.5] };

        Assert.Equal([true, false, true, false, true, false], decision.Of([0, 0, 0, -3, 3, -1], 3, []));
        Assert.Throws<InvalidOperationException>(() => decision.Of([0, 0], 2, []));
    }

    [Fact]
    public void Decisions_are_equal_where_every_number_is()
    {
        var decision = new Decision { Rule = DecisionRule.PerDrug, Thresholds = [0.2, 0.8] };

        Assert.Equal(decision, decision with { Thresholds = [0.2, 0.8] });
        Assert.NotEqual(decision, decision with { Thresholds = [0.2, 0.7] });
        Assert.NotEqual(decision, decision with { Threshold = 0.4 });
    }

    [Fact]
    public void Every_visit_is_decided_by_itself() => Gen.Float[-4, 4].Array[6].Array[3].Sample(rows =>
    {
        foreach (var rule in Enum.GetValues<DecisionRule>())
        {
            var decision = new Decision { Rule = rule, Threshold = 0.3, Thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] };
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
            .Append(new Decision { Rule = DecisionRule.ExpectedJaccard }).Append(new Decision { Rule = DecisionRule.ExpectedF1 });
        Assert.Equal(rules.Max(rule => Jaccard(rule, logits, table)), Jaccard(chosen, logits, table), 1e-9);
    }, iter: 10, threads: 1);

    private static double Jaccard(Decision decision, float[] logits, VisitTable table) =>
        PatientMeans.Of(VisitScores.Of(logits, decision, table, []), table, score => score.Jaccard).Average();
}
