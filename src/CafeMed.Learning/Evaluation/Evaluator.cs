using System.Collections.Immutable;
using CafeMed.Learning.Encoding;

namespace CafeMed.Learning.Evaluation;

/// <summary>Measures recommenders on held-out patients: the same visits, the same bootstrap draws for all.</summary>
public static class Evaluator
{
    /// <summary>The table of <paramref name="contestants"/> on <paramref name="test"/>.</summary>
    /// <param name="contestants">The first is the subject: paired differences are measured from it.</param>
    /// <param name="test">Encoded held-out patients.</param>
    /// <param name="graph">Interactions, for the rate.</param>
    /// <param name="atLeast">Pairs count from this severity on.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="CafeMedException"><c>CM2008</c>: test patients took part in fitting the vocabularies or the interaction shares.</exception>
    public static Scoreboard Evaluate(
        IReadOnlyList<Contestant> contestants, VisitTable test, InteractionGraph graph, Severity atLeast, int seed)
    {
        ArgumentNullException.ThrowIfNull(contestants);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(graph);
        test.Encoder.Vocabularies.FittedOn.Refuse("vocabularies", test.Patients);
        graph.FittedOn.Refuse("interaction shares", test.Patients);
        var interactions = graph.Matrix(test.Encoder.Medications, atLeast);
        var bootstrap = new PatientBootstrap(test.Patients.Length, seed);
        var logits = contestants.Select(contestant => contestant.Scorer.Score(test)).ToArray();
        var scores = contestants.Select((contestant, i) => VisitScores.Of(logits[i], contestant.Decision, test, interactions)).ToArray();
        Compute.GiveBack();
        // What the clinicians did, measured with the same ruler.
        var truth = test.Truth();
        var prescribed = VisitPairs.Of(truth, test, interactions);
        var ofSubject = PatientMeans.Of(scores[0], test, score => score.Jaccard);
        return new Scoreboard(
            contestants[0].Name,
            [.. contestants.Select((contestant, i) => Row(contestant, scores[i], i == 0 ? null : ofSubject, test, bootstrap))],
            test.Patients.Length,
            test.Visits,
            test.Encoder.Medications.Count,
            bootstrap.Ratio(PatientMeans.Sums(prescribed, test, pairs => pairs.Interacting), PatientMeans.Sums(prescribed, test, pairs => pairs.All)).Estimate,
            scores[0].Average(score => score.Prescribed),
            (double)test.Outside.Sum() / Math.Max(1, scores[0].Sum(score => score.Prescribed)),
            Reliability(logits[0], truth));
    }

    private static ScoreRow Row(Contestant contestant, VisitScore[] scores, double[]? subject, VisitTable test, PatientBootstrap bootstrap)
    {
        var jaccard = PatientMeans.Of(scores, test, score => score.Jaccard);
        return new ScoreRow(
            contestant.Name,
            contestant.Summary,
            bootstrap.Mean(jaccard),
            bootstrap.Mean(PatientMeans.Of(scores, test, score => score.F1)),
            bootstrap.Mean(PatientMeans.Of(scores, test, score => score.PrAuc)),
            bootstrap.Ratio(PatientMeans.Sums(scores, test, s => s.InteractingPairs), PatientMeans.Sums(scores, test, s => s.Pairs)),
            bootstrap.Mean(PatientMeans.Of(scores, test, score => score.Proposed)),
            bootstrap.Mean(PatientMeans.Of(test, v => test.Numbers[v] == 0 ? scores[v].Jaccard : double.NaN)),
            bootstrap.Mean(PatientMeans.Of(test, v => test.Numbers[v] > 0 ? scores[v].Jaccard : double.NaN)),
            subject is null ? null : bootstrap.Difference(subject, jaccard));
    }

    private static ImmutableArray<ReliabilityBin> Reliability(float[] logits, bool[] truth)
    {
        var (sums, hits, counts) = (new double[20], new long[20], new long[20]);
        for (var i = 0; i < logits.Length; i++)
        {
            var probability = LogOdds.Probability(logits[i]);
            var bin = Math.Min(19, (int)(probability * 20));
            (sums[bin], hits[bin], counts[bin]) = (sums[bin] + probability, hits[bin] + (truth[i] ? 1 : 0), counts[bin] + 1);
        }
        return [.. Enumerable.Range(0, 20).Where(bin => counts[bin] > 0).Select(bin =>
            new ReliabilityBin(sums[bin] / counts[bin], (double)hits[bin] / counts[bin], counts[bin]))];
    }
}
