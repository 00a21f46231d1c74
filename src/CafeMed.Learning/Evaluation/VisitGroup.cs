namespace CafeMed.Learning.Evaluation;

/// <summary>Some of the held-out visits.</summary>
internal sealed class VisitGroup(GroupKind by, string name, int[] visits, int[] patientOf, int people)
{
    /// <summary>By what they are divided.</summary>
    public GroupKind By => by;

    /// <summary>Which these are.</summary>
    public string Name => name;

    /// <summary>Their numbers among all held-out visits, ascending.</summary>
    public int[] Visits => visits;

    /// <summary>(V) whose each visit is.</summary>
    public int[] PatientOf => patientOf;

    /// <summary>Held-out patients.</summary>
    public int People => people;

    /// <summary>(P) 1 for patients who have such a visit.</summary>
    public double[] Mask { get; } = Having(visits, patientOf, people);

    /// <summary>(P) the mean of a value over each patient's visits in the group; NaN where they have none.</summary>
    public double[] Means(Func<int, double> value)
    {
        var (sums, counts) = (new double[People], new int[People]);
        foreach (var visit in Visits)
            if (value(visit) is var one && !double.IsNaN(one))
            {
                sums[PatientOf[visit]] += one;
                counts[PatientOf[visit]]++;
            }
        for (var p = 0; p < People; p++)
            sums[p] = counts[p] == 0 ? double.NaN : sums[p] / counts[p];
        return sums;
    }

    private static double[] Having(int[] visits, int[] patientOf, int people)
    {
        var mask = new double[people];
        foreach (var visit in visits)
            mask[patientOf[visit]] = 1;
        return mask;
    }
}
