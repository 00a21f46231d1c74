namespace CafeMed.Learning.Streaming;

/// <summary>How many people and visits the parts of a study have.</summary>
/// <param name="Training">(patients, visits).</param>
/// <param name="Validation">(patients, visits).</param>
/// <param name="Test">(patients, visits).</param>
public sealed record PartSizes((int Patients, int Visits) Training, (int Patients, int Visits) Validation, (int Patients, int Visits) Test)
{
    /// <summary>The sizes of a split that is in memory.</summary>
    public static PartSizes Of(CohortSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new(Of(split.Training), Of(split.Validation), Of(split.Test));
    }

    /// <summary>Both together.</summary>
    public PartSizes Plus(PartSizes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Sum(Training, other.Training), Sum(Validation, other.Validation), Sum(Test, other.Test));
    }

    private static (int Patients, int Visits) Of(Cohort part) => (part.Patients.Length, part.VisitCount);

    private static (int Patients, int Visits) Sum((int Patients, int Visits) one, (int Patients, int Visits) other) =>
        (one.Patients + other.Patients, one.Visits + other.Visits);
}
