using System.Collections.Immutable;
using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Compares gates with the planted ones, visit by visit.</summary>
internal static class PlantedComparison
{
    private const int LeastVisits = 5;
    private const int Bins = 7;

    /// <summary>The pairs of the truth that the table's encoder knows, with their place in the truth.</summary>
    public static ImmutableArray<(GatedPair Pair, int Planted)> PairsOf(PlantedGates planted, PatientEncoder encoder)
    {
        var known = ImmutableArray.CreateBuilder<(GatedPair, int)>();
        for (var i = 0; i < planted.Pairs.Count; i++)
        {
            var (cause, medication) = (planted.Pairs[i].Cause, encoder.Medications.IndexOf(planted.Pairs[i].Medication));
            foreach (var channel in new[] { Channel.Diagnosis, Channel.Procedure })
                if (medication >= 0 && encoder.Vocabularies[(CodeKind)channel].IndexOf(cause) is >= 0 and var token)
                    known.Add((new(channel, token, medication), i));
        }
        return known.ToImmutable();
    }

    /// <summary>Compares; the draws are of the correlation within pairs.</summary>
    /// <param name="planted">The truth.</param>
    /// <param name="pairs">K pairs of it.</param>
    /// <param name="gates">(V, K) row-major, the network's.</param>
    /// <param name="test">The visits.</param>
    /// <param name="draws">(1 + draws, P) float64.</param>
    /// <param name="perfect">What the planted gates reach against the R-learner.</param>
    public static (PlantedAgreement Agreement, double[] Draws) Of(
        PlantedGates planted, ImmutableArray<(GatedPair Pair, int Planted)> pairs, float[] gates, VisitTable test, Tensor draws, Interval perfect)
    {
        var points = Points(planted, pairs, gates, test);
        var (within, pooled) = (Correlations(points, draws, centred: true), Correlations(points, draws, centred: false));
        return (new PlantedAgreement(
            points.Select(point => point.Pair).Distinct().Count(), points.Length, PatientDraws.IntervalOf(within, -1, 1),
            PatientDraws.IntervalOf(pooled, -1, 1), perfect, BinsOf(points, draws)), within);
    }

    private static Point[] Points(PlantedGates planted, ImmutableArray<(GatedPair Pair, int Planted)> pairs, float[] gates, VisitTable test)
    {
        var ids = test.Patients.SelectMany(patient => patient.Visits.Select(visit => visit.Id)).ToArray();
        var owners = HeldOut.Owners(test);
        var points = new List<Point>();
        for (var k = 0; k < pairs.Length; k++)
        {
            var (pair, place) = pairs[k];
            var visits = Enumerable.Range(0, test.Visits).Where(v => test[pair.Channel][v].Contains(pair.Token)).ToArray();
            if (visits.Length < LeastVisits)
                continue;
            var (say, truth) = (visits.Select(v => (double)gates[v * pairs.Length + k]).ToArray(), visits.Select(v => planted.Gate(ids[v], place)).ToArray());
            var (meanSaid, meanTrue) = (say.Average(), truth.Average());
            for (var i = 0; i < visits.Length; i++)
                points.Add(new((int)owners[visits[i]], k, say[i], truth[i], say[i] - meanSaid, truth[i] - meanTrue));
        }
        return [.. points];
    }

    // Sums of each patient, then of each draw: one product.
    private static double[] Correlations(Point[] points, Tensor draws, bool centred)
    {
        var sums = new double[draws.shape[1] * 6];
        foreach (var point in points)
        {
            var (x, y) = centred ? (point.SaidWithin, point.TrueWithin) : (point.Said, point.True);
            double[] six = [1, x, y, x * x, y * y, x * y];
            for (var i = 0; i < 6; i++)
                sums[point.Patient * 6 + i] += six[i];
        }
        using var scope = NewDisposeScope();
        return [.. draws.matmul(tensor(sums, draws.shape[1], 6)).data<double>().ToArray().Chunk(6).Select(Correlation)];
    }

    private static double Correlation(double[] sums)
    {
        var (n, x, y) = (sums[0], sums[1] / sums[0], sums[2] / sums[0]);
        var (xx, yy) = (sums[3] / n - x * x, sums[4] / n - y * y);
        return xx > 1e-12 && yy > 1e-12 ? (sums[5] / n - x * y) / Math.Sqrt(xx * yy) : double.NaN;
    }

    private static ImmutableArray<GateBin> BinsOf(Point[] points, Tensor draws)
    {
        var order = points.OrderBy(point => point.TrueWithin).ToArray();
        return [.. order.Chunk(Math.Max(1, (order.Length + Bins - 1) / Bins)).Select(bin =>
        {
            var sums = new double[draws.shape[1] * 2];
            foreach (var point in bin)
            {
                sums[point.Patient * 2]++;
                sums[point.Patient * 2 + 1] += point.SaidWithin;
            }
            using var scope = NewDisposeScope();
            var means = draws.matmul(tensor(sums, draws.shape[1], 2)).data<double>().ToArray().Chunk(2).Select(sum => sum[1] / sum[0]).ToArray();
            return new GateBin(PatientDraws.Told(bin.Average(point => point.TrueWithin)), PatientDraws.IntervalOf(means), bin.Length);
        })];
    }

    private readonly record struct Point(int Patient, int Pair, double Said, double True, double SaidWithin, double TrueWithin);
}
