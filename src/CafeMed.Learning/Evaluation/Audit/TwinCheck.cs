using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>Changes what a recommender must not see, and looks whether it answers otherwise. That catches a leak wherever it is.</summary>
internal static class TwinCheck
{
    // Batches of other sizes round otherwise; a leak moves a logit by far more.
    private const double Tolerance = 1e-3;

    /// <summary>Patients whose last visit's answer moved when they were changed.</summary>
    /// <param name="encoder">Who encodes.</param>
    /// <param name="scorer">Who answers.</param>
    /// <param name="patients">The people.</param>
    /// <param name="twin">The changed patient.</param>
    /// <param name="visit">Which of the patient's visits must be answered alike, by its place.</param>
    public static IEnumerable<string> Moved(PatientEncoder encoder, IScorer scorer, IReadOnlyList<Patient> patients, Func<Patient, Patient> twin, Func<Patient, int> visit)
    {
        var (table, other) = (encoder.Encode(patients), encoder.Encode([.. patients.Select(twin)]));
        var (one, two, size) = (scorer.Score(table), scorer.Score(other), encoder.Medications.Count);
        for (var p = 0; p < patients.Count; p++)
        {
            var place = visit(patients[p]);
            var (here, there) = ((table.PatientOffsets[p] + place) * size, (other.PatientOffsets[p] + place) * size);
            if (Enumerable.Range(0, size).Any(m => !(Math.Abs(one[here + m] - two[there + m]) <= Tolerance * Math.Max(1, Math.Abs(one[here + m])))))
                yield return patients[p].Visits[place].Id;
        }
    }
}
