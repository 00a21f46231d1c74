using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;

namespace CafeMed.Tests.Learning.Evaluation;

[Collection(TorchTests.Turn)]
public sealed class EvaluatorTests
{
    private static readonly Patient[] People =
    [
        .. TinyStudy.Cohort(12, 9).Patients.Select((patient, n) => new Patient($"t{n}", patient.Visits)), TinyStudy.Stranger,
    ];

    private static readonly VisitTable Test = TinyStudy.Encoder.Encode(People);
    private static readonly ImmutableArray<Code> Drugs = TinyStudy.Encoder.Medications.Codes;
    private static readonly InteractionGraph Graph = InteractionProjection.Of(TinyStudy.Facts, TinyStudy.Cohort(40, 1), 5);
    private static readonly JsonSerializerOptions s_form = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly Decision Half = new() { Threshold = 0.5 };

    [Fact]
    public void Every_number_is_what_a_slow_reading_of_the_visits_gives()
    {
        var (logits, other) = (Logits(1), Logits(2));

        var board = Evaluate(("first", logits), ("second", other));

        Assert.Equal(("first", 13, Test.Visits, Drugs.Length), (board.Subject, board.Patients, board.Visits, board.Medications));
        foreach (var (row, scores) in board.Rows.Zip([logits, other]))
        {
            Assert.Equal(Mean(scores, (chosen, visit) => Jaccard(chosen, visit.Medications)), row.Jaccard.Estimate, 1e-9);
            Assert.Equal(Mean(scores, (chosen, visit) => F1(chosen, visit.Medications)), row.F1.Estimate, 1e-9);
            Assert.Equal(Mean(scores, (chosen, _) => chosen.Count), row.DrugsPerVisit.Estimate, 1e-9);
            Assert.Equal(Mean(scores, (chosen, visit) => Jaccard(chosen, visit.Medications), first: true), row.FirstVisits.Estimate, 1e-9);
            Assert.Equal(Mean(scores, (chosen, visit) => Jaccard(chosen, visit.Medications), first: false), row.LaterVisits.Estimate, 1e-9);
            Assert.Equal(Rate(Sets(scores)), row.InteractionRate.Estimate, 1e-6);
            Assert.InRange(row.Jaccard.Estimate, row.Jaccard.Lower, row.Jaccard.Upper);
        }
        Assert.Null(board.Rows[0].Lead);
        Assert.Equal(board.Rows[0].Jaccard.Estimate - board.Rows[1].Jaccard.Estimate, board.Rows[1].Lead!.Value.Estimate, 1e-9);
    }

    [Fact]
    public void What_was_really_prescribed_is_measured_with_the_same_ruler()
    {
        var board = Evaluate(("first", Logits(1)));
        var given = People.SelectMany(patient => patient.Visits).Select(visit => visit.Medications).ToArray();

        Assert.Equal(Rate([.. given.Select(set => CodeSet.From(set.Where(Drugs.Contains)))]), board.PrescribedInteractionRate, 1e-6);
        Assert.Equal(given.Average(set => set.Count), board.PrescribedPerVisit, 1e-9);
        Assert.Equal(2.0 / given.Sum(set => set.Count), board.OutsideVocabulary, 1e-9);
    }

    [Fact]
    public void Reliability_compares_probabilities_with_what_happened()
    {
        var logits = Logits(1);
        var (p, truth) = (logits.Select(z => 1 / (1 + Math.Exp(-z))).ToArray(), Test.Truth());

        var bins = Evaluate(("first", logits)).Reliability;

        Assert.Equal(p.Length, bins.Sum(bin => bin.Count));
        Assert.Equal(p.Sum(), bins.Sum(bin => bin.Count * bin.Predicted), 1e-6);
        Assert.Equal(truth.Count(given => given), bins.Sum(bin => bin.Count * bin.Observed), 1e-6);
        Assert.All(bins, bin => Assert.Equal(p.Count(one => (int)(one * 20) == (int)(bin.Predicted * 20)), bin.Count));
    }

    [Fact]
    public void Perfect_foresight_is_perfect_but_for_drugs_that_training_never_saw()
    {
        var perfect = Test.Truth().Select(given => given ? 9f : -9f).ToArray();

        var row = Evaluate(("perfect", perfect)).Rows[0];

        // The stranger alone is missed.
        Assert.Equal(12.0 / 13, row.Jaccard.Estimate, 1e-9);
        Assert.Equal(12.0 / 13, row.F1.Estimate, 1e-9);
    }

    [Fact]
    public void Patients_of_training_are_refused()
    {
        var leaked = TinyStudy.Encoder.Encode([.. People, TinyStudy.Cohort(40, 1).Patients[7]]);

        var fault = Fails.With("CM2008", () => Evaluator.Evaluate(
            [new Contestant("one", "", new Fixed(new float[leaked.Visits * Drugs.Length]), Half)], leaked, Graph, Severity.Warning, 7));

        Assert.Contains("1 of the 14", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals() =>
        Assert.Equal(Text(Evaluate(("first", Logits(1)), ("second", Logits(2)))), Text(Evaluate(("first", Logits(1)), ("second", Logits(2)))));

    private static string Text(Scoreboard board) => JsonSerializer.Serialize(board, s_form);

    private static Scoreboard Evaluate(params (string Name, float[] Logits)[] contestants) => Evaluator.Evaluate(
        [.. contestants.Select(one => new Contestant(one.Name, "", new Fixed(one.Logits), Half))], Test, Graph, Severity.Warning, 7);

    private static float[] Logits(int seed)
    {
        var random = new Random(seed);
        return [.. Test.Truth().Select(given => (float)(4 * (random.NextDouble() - 0.5) + (given ? 1 : -1)))];
    }

    private static CodeSet[] Sets(float[] logits) =>
        [.. logits.Chunk(Drugs.Length).Select(row => CodeSet.From(Drugs.Where((_, m) => row[m] >= 0)))];

    // Over patients, of the mean over their visits; patients without such a visit are left out.
    private static double Mean(float[] logits, Func<CodeSet, Visit, double> measure, bool? first = null)
    {
        var (sets, next, means) = (Sets(logits), 0, new List<double>());
        foreach (var patient in People)
        {
            var values = new List<double>();
            for (var t = 0; t < patient.Visits.Length; t++, next++)
                if (first is null || first == (t == 0))
                    values.Add(measure(sets[next], patient.Visits[t]));
            if (values.Count > 0)
                means.Add(values.Average());
        }
        return means.Average();
    }

    private static double Jaccard(CodeSet chosen, CodeSet given) => !chosen.Union(given).Any() ? 1 : (double)chosen.Intersect(given).Count() / chosen.Union(given).Count();

    private static double F1(CodeSet chosen, CodeSet given) => chosen.Count + given.Count == 0 ? 1 : 2.0 * chosen.Intersect(given).Count() / (chosen.Count + given.Count);

    private static double Rate(CodeSet[] sets)
    {
        var (interacting, pairs) = (0.0, 0);
        foreach (var set in sets)
            for (var i = 0; i < set.Count; i++)
                for (var j = i + 1; j < set.Count; j++, pairs++)
                    interacting += Graph.Between(set[i], set[j])?.ShareAtLeast(Severity.Warning) ?? 0;
        return interacting / pairs;
    }

    private sealed record Fixed(float[] Logits) : IScorer
    {
        public float[] Score(VisitTable visits) => Logits;
    }
}
