namespace CafeMed.Cli.Runs;

/// <summary>Finds a held-out patient whose advice has something to show.</summary>
internal static class AdviceChoice
{
    private const int Looked = 60;
    private const int Several = 5;
    private const int Readable = 12;
    private const int Best = 15;

    /// <summary>The first patient, in the order of the part, with an earlier visit, several proposed drugs and a finding, but not more than can be read; else the one that has most of these.</summary>
    public static async Task<(Patient Patient, Advice Advice)> FirstTelling(Advisor advisor, Cohort test, CancellationToken ct)
    {
        (int Score, Patient Patient, Advice Advice)? best = null;
        foreach (var patient in test.Patients.OrderBy(patient => patient.LastVisit is null).Take(Looked))
        {
            var advice = await advisor.AdviseAsync(patient, ct).ConfigureAwait(false);
            var drugs = advice.Recommendation.Codes.Count;
            var score = (patient.LastVisit is null ? 0 : 8) + (drugs >= Several ? 4 : 0) + (advice.Findings.Length > 0 ? 2 : 0)
                + (drugs <= Readable && patient.CurrentVisit.Diagnoses.Count > 2 && advice.Findings.Length <= Readable ? 1 : 0);
            if (best is null || score > best.Value.Score)
                best = (score, patient, advice);
            if (score == Best)
                break;
        }
        return (best!.Value.Patient, best.Value.Advice);
    }
}
