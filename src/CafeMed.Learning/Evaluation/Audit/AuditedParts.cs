namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>The people of a run by part, medications at the level of the recommendation. Each part may pass by more than once.</summary>
/// <param name="Training">Who was fitted on.</param>
/// <param name="Validation">On whom was chosen.</param>
/// <param name="Test">Who was measured.</param>
public sealed record AuditedParts(IEnumerable<Patient> Training, IEnumerable<Patient> Validation, IEnumerable<Patient> Test)
{
    /// <summary>The parts of a split that is in memory.</summary>
    public static AuditedParts Of(CohortSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new(split.Training.Patients, split.Validation.Patients, split.Test.Patients);
    }
}
