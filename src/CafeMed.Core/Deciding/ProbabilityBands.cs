using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Says of predictions of about one probability what came of them, with an interval for a single drug.</summary>
/// <remarks>
/// <para>Predictions are put in order and cut into bands of about as many predictions. The share that was given in a band has two errors. One is chance: visits and drugs of one patient are not independent,
/// so its variance is that of a ratio over patients. The other is that a band mixes drugs, some predicted too high and others too low. Their spread in log odds, taken to be the same at
/// every probability, is what the drugs' residuals vary beyond chance: <c>t^2 = sum_d (R_d^2 - I_d) / sum_d I_d^2</c>, with <c>R_d</c> a drug's sum of <c>y - q</c>, <c>I_d</c> that of <c>q (1 - q)</c>,
/// and q its prediction moved to the band's share; in a band of share s it adds <c>(s (1 - s))^2 t^2</c>.</para>
/// <para>The interval is Wilson's for the share with as many observations as give the sum of both variances: so it covers the long-run share of about 95 of 100 drugs of the band, not only their mean.</para>
/// <para>Source: Wilson 1927, doi:10.1080/01621459.1927.10502953; ratio over clusters: Cochran 1977, Sampling Techniques, chapter 6.</para>
/// </remarks>
public static class ProbabilityBands
{
    // Two-sided 95 %.
    private const double Normal = 1.959963984540054;
    private const int Most = 20;
    private const int Least = 200;
    private const int LeastPatients = 20;

    /// <summary>The bands.</summary>
    /// <param name="logits">(V, M) row-major, of <paramref name="table"/>.</param>
    /// <param name="table">Patients that the recommender did not see.</param>
    /// <returns>At most 20, by rising probability, each of at least 200 predictions of at least 20 patients; none where there are too few for one.</returns>
    public static ImmutableArray<ProbabilityBand> Of(float[] logits, VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(table);
        return Of(logits, table.Truth(), PatientOf(table), table.Encoder.Medications.Count);
    }

    /// <summary>The same of numbers alone.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="truth">(V, M) row-major.</param>
    /// <param name="patientOf">(V) the place of each visit's patient, from 0, none left out.</param>
    /// <param name="size">M.</param>
    internal static ImmutableArray<ProbabilityBand> Of(float[] logits, bool[] truth, int[] patientOf, int size)
    {
        if (logits.Length < Least || patientOf.Max() + 1 < LeastPatients)
            return [];
        var cells = Enumerable.Range(0, logits.Length).ToArray();
        var keys = (float[])logits.Clone();
        Array.Sort(keys, cells);
        var drugs = new (double Residual, double Information)[size];
        var bands = new List<(double UpTo, double Predicted, double Share, double Variance, int Count, int Patients)>();
        foreach (var (start, end) in Cuts(keys))
        {
            var (band, count) = (cells[start..end], end - start);
            var (given, sum) = (0, 0.0);
            foreach (var cell in band)
                (given, sum) = (given + (truth[cell] ? 1 : 0), sum + LogOdds.Probability(logits[cell]));
            var (share, predicted) = ((double)given / count, sum / count);
            var patients = new Dictionary<int, double>();
            foreach (var cell in band)
            {
                var (patient, hit) = (patientOf[cell / size], truth[cell] ? 1.0 : 0.0);
                patients[patient] = patients.GetValueOrDefault(patient) + hit - share;
                var q = Math.Clamp(LogOdds.Probability(logits[cell]) + share - predicted, 0, 1);
                drugs[cell % size] = (drugs[cell % size].Residual + hit - q, drugs[cell % size].Information + q * (1 - q));
            }
            var variance = patients.Values.Sum(one => one * one) / ((double)count * count) * patients.Count / Math.Max(1, patients.Count - 1);
            bands.Add((end == cells.Length ? 1 : LogOdds.Probability(keys[end - 1]), predicted, share, variance, count, patients.Count));
        }
        var information = drugs.Sum(drug => drug.Information * drug.Information);
        var spread = information > 0 ? Math.Max(0, drugs.Sum(drug => drug.Residual * drug.Residual - drug.Information) / information) : 0;
        return [.. bands.Select(band =>
        {
            var chance = band.Share * (1 - band.Share);
            var variance = band.Variance + chance * chance * spread;
            var (lower, upper) = Wilson(band.Share, variance > 0 ? Math.Min(band.Count, chance / variance) : band.Patients);
            return new ProbabilityBand(band.UpTo, Math.Clamp(band.Predicted, 1e-9, 1 - 1e-9), band.Share, lower, upper, band.Count, band.Patients);
        })];
    }

    /// <summary>Wilson's interval for a share.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="observations">Of how many; above 0, not necessarily whole.</param>
    public static (double Lower, double Upper) Wilson(double share, double observations)
    {
        var square = Normal * Normal / observations;
        var middle = (share + square / 2) / (1 + square);
        var half = Normal * Math.Sqrt(share * (1 - share) / observations + square / (4 * observations)) / (1 + square);
        return (share <= 0 ? 0 : Math.Max(0, middle - half), share >= 1 ? 1 : Math.Min(1, middle + half));
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

    private static int[] PatientOf(VisitTable table)
    {
        var patients = new int[table.Visits];
        for (var p = 0; p < table.Patients.Length; p++)
            patients.AsSpan(table.PatientOffsets[p], table.VisitsOf(p)).Fill(p);
        return patients;
    }
}
