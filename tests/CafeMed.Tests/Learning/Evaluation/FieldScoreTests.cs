using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;

namespace CafeMed.Tests.Learning.Evaluation;

/// <summary>The field's protocol, worked out by hand. Drugs in order: metformin A, warfarin B, lisinopril C, ibuprofen D; B and D interact.</summary>
[Collection(TorchTests.Turn)]
public sealed class FieldScoreTests
{
    // Ann: given AB, proposed AC; given C, proposed BCD. Bob: given ABD, proposed BD (0.5 is enough).
    private static readonly double[] Probabilities = [.9, .4, .6, .1, .2, .7, .8, .6, .3, .55, .2, .5];

    private static readonly Patient[] People =
    [
        new("ann", [Small.Stay("1", 2150, [], [], [Small.Metformin, Small.Warfarin]), Small.Stay("2", 2151, [], [], [Small.Lisinopril])]),
        new("bob", [Small.Stay("3", 2150, [], [], [Small.Metformin, Small.Warfarin, Small.Ibuprofen])]),
    ];

    private static readonly PatientEncoder Encoder = new(Vocabularies.Of(new Cohort("training",
        [new Patient("t", [Small.Stay("t", 2149, [], [], [Small.Metformin, Small.Warfarin, Small.Lisinopril, Small.Ibuprofen])])])));

    private static readonly InteractionGraph Graph = new(
        "by hand", [new Interaction(Small.Warfarin, Small.Ibuprofen, Severity.Warning, [0, 0, 1, 0], [])], [], Fingerprint.None);

    [Fact]
    public void Every_number_is_that_worked_out_by_hand_to_the_fourth_decimal()
    {
        var field = Evaluate(7).Rows[0].Field!;

        // Jaccard: Ann (1/3 + 1/3) / 2, Bob 2/3. F1: Ann (1/2 + 1/2) / 2, Bob 4/5.
        Assert.Equal(0.5000, field.Jaccard.Whole, 1e-6);
        Assert.Equal(0.6500, field.F1.Whole, 1e-6);
        // Average precision: A(right) C B(right) D gives 1/2 + 1/2 * 2/3 = 0.8333; C first gives 1; B D A give 1.
        Assert.Equal(0.9583, Math.Round(field.PrAuc.Whole, 4), 1e-9);
        // Precision: Ann (1/2 + 1/3) / 2, Bob 1. Recall: Ann (1/2 + 1) / 2, Bob 2/3.
        Assert.Equal(0.7083, Math.Round(field.Precision.Whole, 4), 1e-9);
        Assert.Equal(0.7083, Math.Round(field.Recall.Whole, 4), 1e-9);
        // Pairs: AC, BC BD CD, BD: two of five interact. Drugs: 2 + 3 + 2 of three visits.
        Assert.Equal(0.4000, field.InteractionRate.Whole, 1e-6);
        Assert.Equal(2.3333, Math.Round(field.DrugsPerVisit.Whole, 4), 1e-9);
    }

    [Fact]
    public void The_deviation_is_that_of_ten_draws_of_four_fifths_of_the_patients()
    {
        var (field, random) = (Evaluate(11).Rows[0].Field!, new Random(11));
        // round(0.8 * 2) is 2: each draw is Ann twice, Bob twice, or both.
        var draws = Enumerable.Range(0, 10).Select(_ => (First: random.Next(2), Second: random.Next(2))).ToArray();
        var jaccard = draws.Select(draw => (Of(draw.First, 1 / 3.0, 2 / 3.0) + Of(draw.Second, 1 / 3.0, 2 / 3.0)) / 2).ToArray();
        var rate = draws.Select(draw => (Of(draw.First, 1, 1) + Of(draw.Second, 1, 1)) / (Of(draw.First, 4, 1) + Of(draw.Second, 4, 1))).ToArray();

        Assert.Equal(jaccard.Average(), field.Jaccard.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(jaccard.Average(value => Math.Pow(value - jaccard.Average(), 2))), field.Jaccard.Deviation, 1e-9);
        Assert.Equal(rate.Average(), field.InteractionRate.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(rate.Average(value => Math.Pow(value - rate.Average(), 2))), field.InteractionRate.Deviation, 1e-9);

        static double Of(int patient, double ann, double bob) => patient == 0 ? ann : bob;
    }

    [Fact]
    public void Another_decision_changes_nothing_of_it() =>
        Assert.Equal(Evaluate(7).Rows[0].Field, Evaluate(7, new Decision { Threshold = 0.2 }).Rows[0].Field);

    private static Scoreboard Evaluate(int seed, Decision? decision = null) => Evaluator.Evaluate(
        [new Contestant("one", "", new Fixed(Probabilities), decision ?? new())], Encoder.Encode(People), Graph, Severity.Warning, seed);

    private sealed record Fixed(double[] Values) : IScorer
    {
        public float[] Score(VisitTable visits) => [.. Values.Select(p => (float)LogOdds.Of(p))];
    }
}
