namespace CafeMed.Learning.Evaluation;

/// <summary>From visits to patients: the field averages within a patient first.</summary>
public static class PatientMeans
{
    /// <summary>(P) the mean of a measure over each patient's visits; NaN where none of them has a value.</summary>
    /// <param name="scores">(V), in the order of the rows.</param>
    /// <param name="table">Whose visits they are.</param>
    /// <param name="measure">The measure; a visit whose value is NaN is left out.</param>
    public static double[] Of(VisitScore[] scores, VisitTable table, Func<VisitScore, double> measure) =>
        Of(table, visit => measure(scores[visit]));

    /// <summary>(P) the mean of a value over each patient's visits; NaN where none of them has one.</summary>
    public static double[] Of(VisitTable table, Func<int, double> value)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(value);
        var means = new double[table.Patients.Length];
        for (var p = 0; p < means.Length; p++)
        {
            var (sum, count) = (0.0, 0);
            for (var v = table.PatientOffsets[p]; v < table.PatientOffsets[p + 1]; v++)
                if (value(v) is var one && !double.IsNaN(one))
                    (sum, count) = (sum + one, count + 1);
            means[p] = count == 0 ? double.NaN : sum / count;
        }
        return means;
    }

    /// <summary>(P) the mean Jaccard of each patient's visits.</summary>
    /// <param name="sets">(V, M) row-major, true where proposed.</param>
    /// <param name="truth">(V, M) row-major, true where given.</param>
    /// <param name="table">The visits.</param>
    public static double[] Jaccard(bool[] sets, bool[] truth, VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var size = table.Encoder.Medications.Count;
        return Of(table, visit => SetMeasures.Jaccard(sets.AsSpan(visit * size, size), truth.AsSpan(visit * size, size), table.Outside[visit]));
    }

    /// <summary>(P) the sum of a value over each patient's visits.</summary>
    /// <param name="visits">(V), in the order of the rows.</param>
    /// <param name="table">Whose visits they are.</param>
    /// <param name="value">The value of a visit.</param>
    public static double[] Sums<T>(T[] visits, VisitTable table, Func<T, double> value)
    {
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(value);
        return [.. Enumerable.Range(0, table.Patients.Length).Select(p =>
            visits[table.PatientOffsets[p]..table.PatientOffsets[p + 1]].Sum(value))];
    }
}
