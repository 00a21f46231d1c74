using CafeMed.Inference;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Exports;

/// <summary>Asks a run and its bundle the same questions: a bundle that answers otherwise is not handed out.</summary>
internal static class AnswerCheck
{
    /// <summary>How many made-up patients are asked about.</summary>
    public const int Patients = 32;

    // Two libraries round differently; a mistake is larger by orders of magnitude.
    private const double Most = 1e-4;

    /// <summary>The largest difference of two logits.</summary>
    /// <exception cref="CafeMedException"><c>CM7090</c>: it is too large, or a proposed set differs where no probability is near the threshold.</exception>
    public static async Task<double> OfAsync(TrainedModel model, Bundle bundle, string file, CancellationToken ct)
    {
        var (random, trained, largest) = (new Random(model.Options.Seed), new TrainedRecommender(model), 0.0);
        for (var i = 0; i < Patients; i++)
        {
            var patient = Draw(model.Encoder.Vocabularies, random);
            var expected = (await trained.RecommendAsync(patient, ct).ConfigureAwait(false)).Medications.ToDictionary(one => one.Code, one => one.Probability);
            var told = await bundle.Recommender.RecommendAsync(patient, ct).ConfigureAwait(false);
            foreach (var one in told.Medications)
                largest = Math.Max(largest, Difference(expected.GetValueOrDefault(one.Code, -1), one.Probability));
        }
        return largest <= Most ? largest : throw ExportFaults.NotTheSame(file, largest, Patients);
    }

    // In logits; where both are as good as certain, in probabilities: a logit of 40 has no digits left.
    private static double Difference(double expected, double told) =>
        expected is < 1e-9 or > 1 - 1e-9 ? 1e3 * Math.Abs(expected - told) : Math.Abs(LogOdds.Of(expected) - LogOdds.Of(told));

    private static Patient Draw(Vocabularies vocabularies, Random random)
    {
        var at = new DateTime(2150, 1, 1);
        return new Patient("made-up", [.. Enumerable.Range(0, 1 + random.Next(4)).Select(number =>
        {
            at = at.AddDays(random.Next(1, 500));
            var codes = CodeKinds.All.Aggregate(VisitCodes.Empty, (codes, kind) => codes.With(kind, Some(vocabularies[kind], kind, random)));
            return new Visit($"{number}", at, null, codes);
        })]);
    }

    private static CodeSet Some(Vocabulary codes, CodeKind kind, Random random)
    {
        var count = codes.Count == 0 ? 0 : random.Next(kind is CodeKind.Diagnosis or CodeKind.Medication ? 12 : 3);
        return CodeSet.From(Enumerable.Range(0, count).Select(_ => codes[random.Next(codes.Count)]));
    }
}
