using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Says of predictions of about one probability what came of them, with an interval for a single drug.</summary>
/// <remarks>
/// <para>Predictions are put in order and cut into bands of about as many predictions. The share that was given in a band has two errors. One is chance: visits and drugs of one patient are not independent,
/// so its variance is that of a ratio over patients. The other is that a band mixes drugs, some predicted too high and others too low: their spread <c>t^2</c> is what the drugs' residuals
/// vary beyond chance, <c>sum_d (R_d^2 - V_d) / sum_d n_d^2</c> with <c>R_d</c> a drug's sum of <c>y - p</c>, <c>V_d</c> the sum of <c>p (1 - p)</c>, both about the band's mean.</para>
/// <para>The interval is Wilson's for the share with as many observations as give the sum of both variances: so it covers the long-run share of about 95 of 100 drugs of the band, not only their mean.</para>
/// <para>Source: Wilson 1927, doi:10.1080/01621459.1927.10502953; ratio over clusters: Cochran 1977, Sampling Techniques, chapter 6.</para>
/// </remarks>
public static class ProbabilityBands
{
    // Two-sided 95 %.
    private const double Normal = 1.959963984540054;
    private const int Most = 20;
    private const int Least = 200;

    /// <summary>The bands.</summary>
    /// <param name="logits">(V, M) row-major, of <paramref name="table"/>.</param>
    /// <param name="table">Patients that the recommender did not see.</param>
    /// <returns>At most 20, by rising probability, each of at least 200 predictions of at least 20 patients; none where there are too few for one.</returns>
    public static ImmutableArray<ProbabilityBand> Of(float[] logits, VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(table);
        if (logits.Length < Least || table.Patients.Length < 20)
            return [];
        var (size, truth, patientOf) = (table.Encoder.Medications.Count, table.Truth(), PatientOf(table));
        var cells = Enumerable.Range(0, logits.Length).ToArray();
        var keys = (float[])logits.Clone();
        Array.Sort(keys, cells);
        var bands = new List<ProbabilityBand>();
        foreach (var (start, end) in Cuts(keys))
        {
            var band = cells.AsSpan(start, end - start);
            var upTo = end == cells.Length ? 1 : LogOdds.Probability(keys[end - 1]);
            bands.Add(Band(band, upTo, cell => LogOdds.Probability(logits[cell]), cell => truth[cell] ? 1 : 0, cell => patientOf[cell / size], cell => cell % size));
        }
        return [.. bands];
    }

    /// <summary>Wilson's interval for a share.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="observations">Of how many; above 0, not necessarily whole.</param>
    public static (double Lower, double Upper) Wilson(double share, double observations)
    {
        var square = Normal * Normal / observations;
        var middle = (share + square / 2) / (1 + square);
        var half = Normal * Math.Sqrt(share * (1 - share) / observations + square / (4 * observations)) / (1 + square);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    // Half of all predictions are of drugs that are hardly thinkable: bands of as many predictions would tell nothing about the others, so cuts are at even steps of log odds, and thin bands are joined.
    private static IEnumerable<(int Start, int End)> Cuts(float[] sorted)
    {
        var (low, high) = (sorted[(int)(0.001 * sorted.Length)], sorted[^(1 + (int)(0.001 * sorted.Length))]);
        var start = 0;
        for (var i = 1; i < Most; i++)
        {
            var end = Array.BinarySearch(sorted, low + (high - low) * i / Most);
            end = end < 0 ? ~end : end;
            while (end < sorted.Length && end > 0 && sorted[end] <= sorted[end - 1])
                end++;
            if (end - start < Least || sorted.Length - end < Least)
                continue;
            yield return (start, end);
            start = end;
        }
        yield return (start, sorted.Length);
    }

    private static ProbabilityBand Band(
        ReadOnlySpan<int> cells, double upTo, Func<int, double> predicted, Func<int, double> given, Func<int, int> patient, Func<int, int> drug)
    {
        var (count, sum, mean) = (cells.Length, 0.0, 0.0);
        foreach (var cell in cells)
            (sum, mean) = (sum + given(cell), mean + predicted(cell));
        var (share, expected) = (sum / count, mean / count);
        var (byPatient, byDrug) = (new Dictionary<int, double>(), new Dictionary<int, (double Residual, double Chance, int Count)>());
        foreach (var cell in cells)
        {
            byPatient[patient(cell)] = byPatient.GetValueOrDefault(patient(cell)) + given(cell) - share;
            // About the band's own mean: what is common to all its drugs is in the share already.
            var p = Math.Clamp(predicted(cell) + share - expected, 1e-9, 1 - 1e-9);
            var (residual, chance, seen) = byDrug.GetValueOrDefault(drug(cell));
            byDrug[drug(cell)] = (residual + given(cell) - p, chance + p * (1 - p), seen + 1);
        }
        var sampling = byPatient.Values.Sum(one => one * one) / ((double)count * count) * byPatient.Count / Math.Max(1, byPatient.Count - 1);
        var spread = Math.Max(0, byDrug.Values.Sum(one => one.Residual * one.Residual - one.Chance) / byDrug.Values.Sum(one => (double)one.Count * one.Count));
        var variance = sampling + spread;
        var (lower, upper) = Wilson(share, variance > 0 ? Math.Min(count, share * (1 - share) / variance) : byPatient.Count);
        return new(upTo, Math.Clamp(expected, 1e-9, 1 - 1e-9), share, lower, upper, count, byPatient.Count);
    }

    private static int[] PatientOf(VisitTable table)
    {
        var patients = new int[table.Visits];
        for (var p = 0; p < table.Patients.Length; p++)
            patients.AsSpan(table.PatientOffsets[p], table.VisitsOf(p)).Fill(p);
        return patients;
    }
}
