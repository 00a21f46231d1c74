using System.Diagnostics;
using System.Globalization;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;

namespace CafeMed.Benchmarks;

/// <summary>How long it takes to measure six recommenders with every measure and 2,000 draws of patients; scores are made up and there already.</summary>
internal static class EvaluationCost
{
    private const int Drugs = 131;
    private const int Recommenders = 6;

    public static void Run(int patients)
    {
        var random = new Random(1);
        var codes = Enumerable.Range(0, Drugs).Select(n => Code.Atc($"{(char)('A' + n / 20)}{n % 20 + 1:00}AA")).ToArray();
        var diagnoses = Enumerable.Range(0, 400).Select(n => new Code(CodeSystem.Icd10Cm, $"D{n:000}")).ToArray();
        var encoder = new PatientEncoder(Vocabularies.Of(new Cohort("training", [.. People("t", 300)])));
        var test = encoder.Encode([.. People("p", patients)]);
        var graph = new InteractionGraph(
            "made up", from i in Enumerable.Range(0, Drugs) from j in Enumerable.Range(i + 1, Drugs - i - 1) where (i * 7 + j) % 12 == 0 select new Interaction(codes[i], codes[j], Severity.Warning, [0, 0, 0.8, 0.1], []),
            [], Fingerprint.None);
        var truth = test.Truth();
        Contestant[] contestants = [.. Enumerable.Range(0, Recommenders).Select(n => new Contestant(
            $"recommender {n}", "", new Given([.. truth.Select(given => (float)(3 * (random.NextDouble() - 0.5) + (given ? 1 : -1.5)))]), new Decision { Rule = (DecisionRule)(n % 2) }))];
        var counts = diagnoses.Select((code, n) => (code, n)).ToDictionary(pair => pair.code, pair => 1 + pair.n);
        var times = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            var clock = Stopwatch.StartNew();
            Evaluator.Measure(contestants, [test], graph, Severity.Warning, 7, counts);
            times.Add(clock.Elapsed.TotalSeconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{patients} patients, {test.Visits} visits, {Drugs} drugs, {Recommenders} recommenders: first {times[0]:0.00} s, then {times.Skip(1).Min():0.00} s; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));

        IEnumerable<Patient> People(string prefix, int count) => Enumerable.Range(0, count).Select(n => new Patient($"{prefix}{n}", [.. Enumerable.Range(0, 1 + random.Next(4)).Select(t => new Visit(
            $"{prefix}{n}-{t}", new DateTime(2150, 1, 1).AddDays(200 * t), null, VisitCodes.Empty
                .With(CodeKind.Diagnosis, CodeSet.From(Draw(diagnoses, 12)))
                .With(CodeKind.Medication, CodeSet.From(Draw(codes, 19)))
                .With(CodeKind.Age, [new(CodeSystem.Local, $"{10 * (n % 9)}-{10 * (n % 9) + 9}")])
                .With(CodeKind.Sex, [new(CodeSystem.Local, n % 2 == 0 ? "F" : "M")])
                .With(CodeKind.Site, [new(CodeSystem.Local, $"site {n % 20}")])))]));

        IEnumerable<Code> Draw(Code[] from, int count) => Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]);
    }

    private sealed record Given(float[] Logits) : IScorer
    {
        public float[] Score(VisitTable visits) => Logits;
    }
}
