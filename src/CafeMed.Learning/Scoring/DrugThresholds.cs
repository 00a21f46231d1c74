using System.Collections.Immutable;

namespace CafeMed.Learning.Scoring;

/// <summary>A threshold for each drug, tuned on validation and held near the common one.</summary>
/// <remarks>
/// Drug by drug, in the order of how often they are given, the threshold with the best Jaccard (averaged within patients, then over them) is looked for around the common one, the other drugs as they stand; of the way there, in log odds,
/// <c>n / (n + prior)</c> is gone, with n the visits at which the drug was given: a rare drug stays where all are. Twice over all drugs.
/// </remarks>
internal static class DrugThresholds
{
    private const int Sweeps = 2;
    private static readonly double[] s_steps = [.. Enumerable.Range(-8, 17).Select(step => 0.25 * step)];

    /// <summary>(M) thresholds as probabilities.</summary>
    public static ImmutableArray<double> Of(float[] logits, VisitTable validation, double common, double prior)
    {
        var (size, truth, counts) = (validation.Encoder.Medications.Count, validation.Truth(), validation.MedicationCounts());
        var (start, weights) = (LogOdds.Of(common), Weights(validation));
        var cuts = Enumerable.Repeat(start, size).ToArray();
        var (hits, united) = Agreement(logits, truth, validation, start);
        var order = Enumerable.Range(0, size).OrderByDescending(m => counts[m]).ToArray();
        for (var sweep = 0; sweep < Sweeps; sweep++)
            foreach (var m in order)
            {
                Set(m, double.PositiveInfinity);
                var best = s_steps.Select(step => (Step: step, Value: Value(m, start + step))).OrderByDescending(one => one.Value).ThenBy(one => Math.Abs(one.Step)).First().Step;
                Set(m, start + best * counts[m] / (counts[m] + prior));
            }
        return [.. cuts.Select(LogOdds.Probability)];

        // Moves a drug's threshold, and the sums along.
        void Set(int m, double cut)
        {
            for (var v = 0; v < validation.Visits; v++)
            {
                var (logit, given) = (logits[v * size + m], truth[v * size + m]);
                var change = (logit >= cut ? 1 : 0) - (logit >= cuts[m] ? 1 : 0);
                (hits[v], united[v]) = (hits[v] + (given ? change : 0), united[v] + (given ? 0 : change));
            }
            cuts[m] = cut;
        }

        // The mean Jaccard with a drug, which is in no set now, from a threshold on.
        double Value(int m, double cut)
        {
            var sum = 0.0;
            for (var v = 0; v < validation.Visits; v++)
            {
                var (chosen, given) = (logits[v * size + m] >= cut, truth[v * size + m]);
                var all = united[v] + (chosen && !given ? 1 : 0);
                sum += weights[v] * (all == 0 ? 1 : (double)(hits[v] + (chosen && given ? 1 : 0)) / all);
            }
            return sum;
        }
    }

    private static double[] Weights(VisitTable table)
    {
        var weights = new double[table.Visits];
        for (var p = 0; p < table.Patients.Length; p++)
            weights.AsSpan(table.PatientOffsets[p], table.VisitsOf(p)).Fill(1.0 / table.VisitsOf(p) / table.Patients.Length);
        return weights;
    }

    private static (int[] Hits, int[] United) Agreement(float[] logits, bool[] truth, VisitTable table, double cut)
    {
        var size = table.Encoder.Medications.Count;
        var (hits, united) = (new int[table.Visits], (int[])table.Outside.Clone());
        for (var i = 0; i < logits.Length; i++)
        {
            var chosen = logits[i] >= cut;
            hits[i / size] += chosen && truth[i] ? 1 : 0;
            united[i / size] += chosen || truth[i] ? 1 : 0;
        }
        return (hits, united);
    }
}
