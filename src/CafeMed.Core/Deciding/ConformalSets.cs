using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Sets that miss no more than a chosen share of what is really given: conformal risk control.</summary>
/// <remarks>
/// <para>A patient's loss at a bound is the share of the given drugs with a probability below it, averaged over their visits at which drugs were given; it rises
/// with the bound, from 0. With <c>R_n</c> its mean over n patients, the largest bound is taken with <c>n / (n + 1) R_n + 1 / (n + 1) &lt;= rate</c>.</para>
/// <para>For one more patient of the same population the expected loss is then at most the rate, whatever the recommender is and however few the patients are: on average over the
/// patients it was measured on and the new one, for patients as units, for drugs that the vocabulary knows. It is no promise for every group of patients, nor for another hospital.</para>
/// <para>Source: Angelopoulos, Bates, Fisch, Lei and Schuster 2022, Conformal Risk Control, arXiv:2208.02814.</para>
/// </remarks>
public static class ConformalSets
{
    /// <summary>The miss rates whose sets are stored, beside the one that is asked for.</summary>
    public static ImmutableArray<double> MissRates { get; } = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3];

    /// <summary>The bounds of some miss rates.</summary>
    /// <param name="logits">(V, M) row-major, of <paramref name="table"/>.</param>
    /// <param name="table">Patients that the recommender did not see.</param>
    /// <param name="missRates">In (0, 1).</param>
    /// <returns>One bound for each, in the same order.</returns>
    public static ImmutableArray<ConformalBound> Of(float[] logits, VisitTable table, IEnumerable<double> missRates)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(missRates);
        var (probabilities, weights, patients) = Given(logits, table);
        Array.Sort(probabilities, weights);
        var all = Array.ConvertAll(logits, logit => LogOdds.Probability(logit));
        Array.Sort(all);
        return [.. missRates.Select(rate =>
        {
            var (from, missed) = Bound(probabilities, weights, patients, rate);
            var below = Below(all, from);
            return new ConformalBound(rate, from, missed, (double)(all.Length - below) / Math.Max(1, table.Visits));
        })];
    }

    /// <summary>The largest bound that keeps to a miss rate.</summary>
    /// <param name="probabilities">Of every given drug, rising.</param>
    /// <param name="weights">What missing each adds to the sum of the patients' losses.</param>
    /// <param name="patients">n.</param>
    /// <param name="rate">The miss rate.</param>
    /// <returns>The bound, and the patients' mean loss there.</returns>
    internal static (double From, double Missed) Bound(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights, int patients, double rate)
    {
        var (from, missed, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            // At the bound p_i the drugs below p_i are missed, and those that are equally probable are not.
            if (i == 0 || probabilities[i] > probabilities[i - 1])
            {
                if ((sum + 1) / (patients + 1) > rate)
                    break;
                (from, missed) = (probabilities[i], sum / patients);
            }
            sum += weights[i];
        }
        return (from, missed);
    }

    /// <summary>(P) the loss of each patient at a bound; NaN for those who were given nothing that the vocabulary knows.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="table">The visits.</param>
    /// <param name="from">The set holds every drug from this probability on.</param>
    public static double[] Losses(float[] logits, VisitTable table, double from)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(table);
        var losses = new double[table.Patients.Length];
        for (var p = 0; p < losses.Length; p++)
        {
            var (sum, visits) = (0.0, 0);
            for (var v = table.PatientOffsets[p]; v < table.PatientOffsets[p + 1]; v++)
            {
                var (given, missed) = (0, 0);
                foreach (var m in table.Targets[v])
                    (given, missed) = (given + 1, missed + (LogOdds.Probability(logits[v * table.Encoder.Medications.Count + m]) < from ? 1 : 0));
                if (given > 0)
                    (sum, visits) = (sum + (double)missed / given, visits + 1);
            }
            losses[p] = visits == 0 ? double.NaN : sum / visits;
        }
        return losses;
    }

    // Patients to whom nothing known was given say nothing about misses, and are left out.
    private static (double[] Probabilities, double[] Weights, int Patients) Given(float[] logits, VisitTable table)
    {
        var (probabilities, weights, patients, size) = (new List<double>(), new List<double>(), 0, table.Encoder.Medications.Count);
        for (var p = 0; p < table.Patients.Length; p++)
        {
            var visits = Enumerable.Range(table.PatientOffsets[p], table.VisitsOf(p)).Where(v => table.Targets[v].Length > 0).ToArray();
            patients += visits.Length > 0 ? 1 : 0;
            foreach (var v in visits)
                foreach (var m in table.Targets[v])
                {
                    probabilities.Add(LogOdds.Probability(logits[v * size + m]));
                    weights.Add(1.0 / visits.Length / table.Targets[v].Length);
                }
        }
        return ([.. probabilities], [.. weights], patients);
    }

    private static int Below(double[] sorted, double bound)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < bound ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
