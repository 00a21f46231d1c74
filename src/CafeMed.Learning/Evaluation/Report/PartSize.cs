namespace CafeMed.Learning.Evaluation.Report;

/// <summary>How large a part of a cohort is.</summary>
/// <param name="Patients">People.</param>
/// <param name="Visits">Their visits.</param>
public readonly record struct PartSize(int Patients, int Visits)
{
    /// <summary>The size of <paramref name="cohort"/>.</summary>
    public static PartSize Of(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return new(cohort.Patients.Length, cohort.VisitCount);
    }
}
