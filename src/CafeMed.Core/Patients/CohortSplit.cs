namespace CafeMed;

/// <summary>Who trains, who chooses, who is only tested. No patient is in two parts.</summary>
/// <param name="Training">Everything that is fitted is fitted on these.</param>
/// <param name="Validation">When to stop, thresholds and calibration are chosen on these.</param>
/// <param name="Test">Seen once, at the end.</param>
public sealed record CohortSplit(Cohort Training, Cohort Validation, Cohort Test)
{
    /// <summary>Two thirds train, a sixth validates, a sixth tests; by a hash of identifier and seed.</summary>
    /// <remarks>The parts depend on who is in the cohort and on <paramref name="seed"/>, not on the order of the patients.</remarks>
    /// <exception cref="CafeMedException"><c>CM2007</c>: fewer than six patients.</exception>
    public static CohortSplit ByPatient(Cohort cohort, int seed)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var count = cohort.Patients.Length;
        if (count < 6)
            throw Faults.TooFewPatients(count, 6);
        var shuffled = cohort.Patients.OrderBy(patient => Place(patient.Id, seed)).ThenBy(patient => patient.Id, StringComparer.Ordinal).ToArray();
        var held = count / 6;
        var train = count - 2 * held;
        return new(
            new Cohort(cohort.Name, [.. shuffled[..train]]),
            new Cohort(cohort.Name, [.. shuffled[train..(train + held)]]),
            new Cohort(cohort.Name, [.. shuffled[(train + held)..]]));
    }

    /// <summary>The same parts with medications at an ATC level.</summary>
    public CohortSplit AtLevel(int level) => new(Training.AtLevel(level), Validation.AtLevel(level), Test.AtLevel(level));

    private static ulong Place(string id, int seed) => Fingerprint.Number($"{seed}/{id}");
}
