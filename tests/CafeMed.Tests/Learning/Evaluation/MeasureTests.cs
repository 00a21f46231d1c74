using System.Collections.Immutable;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Storage;

namespace CafeMed.Tests.Learning.Evaluation;

[Collection(TorchTests.Turn)]
public sealed class MeasureTests
{
    private static readonly Patient[] People = [.. TinyStudy.Cohort(60, 9).Patients.Select((patient, n) => new Patient($"t{n}", patient.Visits)), TinyStudy.Stranger];
    private static readonly VisitTable Test = TinyStudy.Encoder.Encode(People);
    private static readonly ImmutableArray<Code> Drugs = TinyStudy.Encoder.Medications.Codes;
    private static readonly InteractionGraph Graph = InteractionProjection.Of(TinyStudy.Facts, TinyStudy.Cohort(40, 1), 5);
    private static readonly Visit[] Visits = [.. People.SelectMany(patient => patient.Visits)];
    private static readonly bool[] Truth = Test.Truth();

    private static readonly Dictionary<Code, int> Counts = TinyStudy.Diagnoses.Take(8).Select((code, n) => (code, n)).ToDictionary(pair => pair.code, pair => 3 + 7 * pair.n);

    [Fact]
    public void Precision_and_recall_are_those_of_a_slow_reading()
    {
        var (logits, point) = (Logits(1), Point(Measure(("one", Logits(1))), OperatingPoint.Tuned));
        var sets = Sets(logits);

        Assert.Equal(PatientMean(v => sets[v].Count == 0 ? Visits[v].Medications.Count == 0 ? 1 : 0 : (double)Hits(sets[v], v) / sets[v].Count), point.Precision.Estimate, 1e-9);
        Assert.Equal(PatientMean(v => Visits[v].Medications.Count == 0 ? 1 : (double)Hits(sets[v], v) / Visits[v].Medications.Count), point.Recall.Estimate, 1e-9);
        Assert.InRange(point.Precision.Estimate, point.Precision.Lower, point.Precision.Upper);
    }

    [Fact]
    public void A_rate_is_weighted_by_severity_and_divided_by_what_chance_would_have()
    {
        var point = Point(Measure(("one", Logits(1))), OperatingPoint.Tuned);
        var (sets, counts) = (Sets(Logits(1)), new double[Drugs.Length]);
        var (weighted, plain, pairs) = (0.0, 0.0, 0.0);
        double[] weights = [1 / 30.0, 0.1, 1 / 3.0, 1];
        foreach (var set in sets)
            for (var i = 0; i < set.Count; i++)
            {
                counts[Drugs.IndexOf(set[i])]++;
                for (var j = i + 1; j < set.Count; j++, pairs++)
                    if (Graph.Between(set[i], set[j]) is { } edge)
                        (weighted, plain) = (weighted + edge.Shares.Zip(weights, (share, weight) => share * weight).Sum(), plain + edge.ShareAtLeast(Severity.Warning));
            }
        var (met, all) = (0.0, 0.0);
        for (var i = 0; i < Drugs.Length; i++)
            for (var j = 0; j < Drugs.Length; j++)
                if (i != j)
                    (met, all) = (met + counts[i] * counts[j] * (Graph.Between(Drugs[i], Drugs[j])?.ShareAtLeast(Severity.Warning) ?? 0), all + counts[i] * counts[j]);

        Assert.Equal(weighted / pairs, point.WeightedInteractionRate.Estimate, 1e-6);
        Assert.Equal(plain / pairs / (met / all), point.OverChance.Estimate, 1e-5);
    }

    [Fact]
    public void At_matched_size_as_many_drugs_are_proposed_as_were_given()
    {
        var board = Measure(("one", Logits(1)), ("bold", [.. Logits(1).Select(logit => logit + 3)]));
        var given = Visits.Sum(visit => visit.Medications.Count);

        // The mean within patients differs from that over visits: counted here as it is defined.
        var cut = Logits(1).OrderDescending().ElementAt(given - 1);
        var sizes = Logits(1).Chunk(Drugs.Length).Select(row => (double)row.Count(logit => logit >= cut)).ToArray();
        Assert.Equal(given, sizes.Sum());
        Assert.Equal(PatientMean(v => sizes[v]), Point(board, OperatingPoint.Matched).DrugsPerVisit.Estimate, 1e-9);
        Assert.Equal(Point(board, OperatingPoint.Matched).Jaccard, board.Rows[1].Points[(int)OperatingPoint.Matched].Jaccard);
        Assert.NotEqual(Point(board, OperatingPoint.Tuned).Jaccard, board.Rows[1].Points[(int)OperatingPoint.Tuned].Jaccard);
    }

    [Fact]
    public void Where_all_visits_have_the_same_ranking_the_nearest_size_is_taken()
    {
        float[] order = [.. Enumerable.Range(0, Drugs.Length).Select(m => -(float)m)];
        var point = Point(Measure(("same", [.. Enumerable.Repeat(order, Test.Visits).SelectMany(row => row)])), OperatingPoint.Matched);

        Assert.Equal(Math.Round(Visits.Average(visit => visit.Medications.Count)), point.DrugsPerVisit.Estimate, 1e-9);
    }

    [Fact]
    public void Groups_divide_the_visits_and_each_has_its_own_patients()
    {
        var row = Measure(("one", Logits(1))).Rows[0];
        var sets = Sets(Logits(1));

        foreach (var (by, kind) in new[] { (GroupKind.Age, CodeKind.Age), (GroupKind.Sex, CodeKind.Sex) })
        {
            var groups = row.Groups.Where(group => group.By == by).ToArray();
            Assert.Equal(Visits.Length, groups.Sum(group => group.Visits));
            foreach (var group in groups)
            {
                bool Has(int v) => (Visits[v][kind] is [var code, ..] ? code.Value : "not recorded") == group.Name;
                Assert.Equal(PatientMean(v => Jaccard(sets[v], v), Has), group.Jaccard.Estimate, 1e-9);
                Assert.Equal(People.Count(patient => patient.Visits.Any(visit => Has(Array.IndexOf(Visits, visit)))), group.Patients);
                Assert.Equal(group.Patients < 30, group.Small);
                Assert.InRange(group.Jaccard.Estimate, group.Jaccard.Lower, group.Jaccard.Upper);
            }
        }
        Assert.DoesNotContain(row.Groups, group => group.By == GroupKind.Site);
        Assert.Equal(row.FirstVisits, row.Groups.First(group => group is { By: GroupKind.Visit, Name: "first" }).Jaccard);
    }

    [Fact]
    public void Visits_are_cut_into_five_by_their_rarest_diagnosis_in_training()
    {
        var row = Measure(("one", Logits(1))).Rows[0];
        var sets = Sets(Logits(1));
        var having = Enumerable.Range(0, Visits.Length).Where(v => Visits[v].Diagnoses.Count > 0).ToArray();
        int Rarest(int v) => Visits[v].Diagnoses.Min(code => Counts.GetValueOrDefault(code, 1));
        var ordered = having.OrderBy(Rarest).ToArray();
        var groups = row.Groups.Where(group => group.By == GroupKind.Rarity).ToArray();

        Assert.Equal(5, groups.Length);
        for (var g = 0; g < 5; g++)
        {
            var part = ordered[(ordered.Length * g / 5)..(ordered.Length * (g + 1) / 5)].ToHashSet();
            Assert.Equal(PatientMean(v => Jaccard(sets[v], v), part.Contains), groups[g].Jaccard.Estimate, 1e-9);
        }
        var means = groups.Select(group => group.Jaccard.Estimate).ToArray();
        Assert.Equal((-2 * means[0] - means[1] + means[3] + 2 * means[4]) / 10, row.Rarity!.Slope.Estimate, 1e-9);
        Assert.Equal(having.Sum(v => Jaccard(sets[v], v) / Rarest(v)) / having.Sum(v => 1.0 / Rarest(v)), row.Rarity.WeightedJaccard.Estimate, 1e-9);
        Assert.Equal(Visits.Length - having.Length, row.Rarity.WithoutDiagnosis);
        Assert.Null(Evaluator.Evaluate([new Contestant("one", "", new Fixed(Logits(1)), new())], Test, Graph, Severity.Warning, 7).Rows[0].Rarity);
    }

    [Fact]
    public void Calibration_is_that_of_a_slow_reading_and_drugs_that_are_off_are_found()
    {
        var logits = Logits(1);
        for (var i = 0; i < logits.Length; i += Drugs.Length)
            logits[i] += 3;
        var p = logits.Select(logit => 1 / (1 + Math.Exp(-logit))).ToArray();
        var calibration = Measure(("one", logits)).Rows[0].Calibration!;
        var ece = Enumerable.Range(0, p.Length).GroupBy(i => Math.Min(19, (int)(20 * p[i]))).Sum(bin => Math.Abs(bin.Sum(i => p[i] - (Truth[i] ? 1 : 0)))) / p.Length;

        Assert.Equal(ece, calibration.Ece.Estimate, 1e-9);
        Assert.True(calibration.Ece.Lower <= calibration.Ece.Upper && calibration.Ece.Upper > ece);
        Assert.Equal(p.Zip(Truth, (one, given) => Math.Pow(one - (given ? 1 : 0), 2)).Average(), calibration.Brier.Estimate, 1e-9);
        var first = calibration.Drugs.Single(drug => drug.Medication == Drugs[0]);
        Assert.True(first is { IsOff: true, Excess.Lower: > 0 });
        Assert.Equal(Enumerable.Range(0, Test.Visits).Average(v => p[v * Drugs.Length]) - Enumerable.Range(0, Test.Visits).Average(v => Truth[v * Drugs.Length] ? 1.0 : 0), first.Excess.Estimate, 1e-9);
    }

    [Fact]
    public void A_drug_s_interval_is_about_that_of_drawing_patients()
    {
        var (logits, size) = (Logits(1), Drugs.Length);
        var sums = People.Select((_, p) => Enumerable.Range(Test.PatientOffsets[p], Test.VisitsOf(p)).Sum(v => 1 / (1 + Math.Exp(-logits[v * size + 2])) - (Truth[v * size + 2] ? 1 : 0))).ToArray();
        var drawn = new PatientBootstrap(People.Length, 5).Ratio(sums, People.Select(patient => (double)patient.Visits.Length).ToArray());
        var told = Measure(("one", logits)).Rows[0].Calibration!.Drugs.Single(drug => drug.Medication == Drugs[2]).Excess;

        Assert.Equal(drawn.Upper - drawn.Lower, told.Upper - told.Lower, 0.2 * (drawn.Upper - drawn.Lower));
    }

    [Fact]
    public void A_drug_that_is_rarely_predicted_and_not_given_is_not_called_off()
    {
        var logits = Enumerable.Repeat(-9f, Truth.Length).ToArray();
        // Of one drug two are expected, and none given.
        var size = Drugs.Length;
        var rare = Enumerable.Range(0, size).First(m => Enumerable.Range(0, Test.Visits).Any(v => Truth[v * size + m]));
        var people = People.Select((patient, n) => new Patient($"q{n}", [.. patient.Visits.Select(visit => visit with { Codes = visit.Codes.With(CodeKind.Medication, CodeSet.From(visit.Medications.Where(drug => drug != Drugs[rare]))) })])).ToArray();
        for (var v = 0; v < Test.Visits; v++)
            logits[v * size + rare] = (float)LogOdds.Of(2.0 / Test.Visits);

        var drug = Evaluator.Measure([new Contestant("one", "", new Fixed(logits), new())], [TinyStudy.Encoder.Encode(people)], Graph, Severity.Warning, 7, null)
            .Scores.Rows[0].Calibration!.Drugs.Single(one => one.Medication == Drugs[rare]);

        Assert.Equal((0, false), (drug.Given, drug.IsOff));
    }

    [Fact]
    public void Runs_are_compared_patient_by_patient_in_any_order_and_the_same_run_does_not_differ()
    {
        var one = Patients(Test, Logits(1));
        var turned = new PatientScores([.. one.People.Reverse()], [.. one.Recommenders.Select(row => row with
        {
            Jaccard = [.. row.Jaccard.Reverse()], F1 = [.. row.F1.Reverse()], PrAuc = [.. row.PrAuc.Reverse()], RocAuc = [.. row.RocAuc.Reverse()], Precision = [.. row.Precision.Reverse()],
            Recall = [.. row.Recall.Reverse()], Proposed = [.. row.Proposed.Reverse()], Interacting = [.. row.Interacting.Reverse()], Pairs = [.. row.Pairs.Reverse()],
        })]);

        var tests = PairedTests.Against(one, [("turned", turned), ("noise", Patients(Test, [.. Logits(1).Select((_, i) => (float)Math.Sin(i))]))], 3);

        Assert.All(tests[0], test => Assert.Equal((0, 0, 0, 1), (test.Difference.Estimate, test.Difference.Lower, test.Difference.Upper, test.P)));
        Assert.True(tests[1][0] is { Measure: "Jaccard", Difference.Lower: > 0, Shown: true });
        Assert.All(tests[1], test => Assert.True(test.Corrected >= test.P || double.IsNaN(test.P)));
    }

    [Fact]
    public void Runs_on_other_patients_are_not_compared()
    {
        var fewer = TinyStudy.Encoder.Encode(People[1..]);

        Fails.With("CM3100", () => PairedTests.Against(Patients(Test, Logits(1)), [("fewer", Patients(fewer, Logits(1)[(Test.VisitsOf(0) * Drugs.Length)..]))], 3));
    }

    [Fact]
    public void Scores_come_back_from_their_file_as_they_were()
    {
        var scores = Patients(Test, Logits(1));
        var read = ScoresFile.Read(ScoresFile.Write(scores), "scores.json");

        Assert.Equal(scores.People, read.People);
        Assert.Equal(scores.Recommenders[0].PrAuc, read.Recommenders[0].PrAuc);
        Assert.Equal(scores.Recommenders[0].Jaccard, read.Recommenders[0].Jaccard);
        foreach (var text in new[] { "", "{}", "[]", ScoresFile.Write(scores).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal), ScoresFile.Write(scores with { People = scores.People[1..] }) })
            Fails.With("CM3101", () => ScoresFile.Read(text, "scores.json"));
    }

    [Fact]
    public void Tables_that_pass_one_after_another_give_the_same_numbers()
    {
        var whole = Measure(("one", Logits(1))).Rows[0];
        var (first, second) = (TinyStudy.Encoder.Encode(People[..20]), TinyStudy.Encoder.Encode(People[20..]));
        var parts = Evaluator.Measure([new Contestant("one", "", new ByPatient(), new())], [first, second], Graph, Severity.Warning, 7, Counts).Scores.Rows[0];

        Assert.Equal(whole.Points[(int)OperatingPoint.Half], parts.Points[(int)OperatingPoint.Half]);
        Assert.Equal(whole.RocAuc, parts.RocAuc);
        Assert.Equal(whole.Groups, parts.Groups);
        Assert.Equal(whole.Calibration!.Brier.Estimate, parts.Calibration!.Brier.Estimate, 1e-12);
    }

    private static PointScore Point(Scoreboard board, OperatingPoint at) => board.Rows[0].Points.Single(point => point.At == at);

    private static PatientScores Patients(VisitTable table, float[] logits) =>
        Evaluator.Measure([new Contestant("one", "", new Fixed(logits), new())], [table], Graph, Severity.Warning, 7, null).Patients;

    private static Scoreboard Measure(params (string Name, float[] Logits)[] contestants) => Evaluator.Measure(
        [.. contestants.Select(one => new Contestant(one.Name, "", new Fixed(one.Logits), new()))], [Test], Graph, Severity.Warning, 7, Counts).Scores;

    private static float[] Logits(int seed)
    {
        var random = new Random(seed);
        return [.. Truth.Select(given => (float)(4 * (random.NextDouble() - 0.5) + (given ? 1 : -1)))];
    }

    private static CodeSet[] Sets(float[] logits) => [.. logits.Chunk(Drugs.Length).Select(row => CodeSet.From(Drugs.Where((_, m) => row[m] >= 0)))];

    private static int Hits(CodeSet set, int v) => set.Count(Visits[v].Medications.Contains);

    private static double Jaccard(CodeSet set, int v) => set.Count + Visits[v].Medications.Count == 0 ? 1 : (double)Hits(set, v) / (set.Count + Visits[v].Medications.Count - Hits(set, v));

    private static double PatientMean(Func<int, double> value, Func<int, bool>? has = null)
    {
        var means = People.Select((_, p) => Enumerable.Range(Test.PatientOffsets[p], Test.VisitsOf(p)).Where(v => has?.Invoke(v) ?? true).Select(value).ToArray()).Where(values => values.Length > 0);
        return means.Average(values => values.Average());
    }

    private sealed record Fixed(float[] Logits) : IScorer
    {
        public float[] Score(VisitTable visits) => Logits;
    }

    // The rows of the whole table that belong to the patients of this one.
    private sealed record ByPatient : IScorer
    {
        public float[] Score(VisitTable visits)
        {
            var logits = Logits(1);
            return [.. visits.Patients.SelectMany(patient =>
            {
                var p = Array.FindIndex(People, one => one.Id == patient.Id);
                return logits[(Test.PatientOffsets[p] * Drugs.Length)..(Test.PatientOffsets[p + 1] * Drugs.Length)];
            })];
        }
    }
}
