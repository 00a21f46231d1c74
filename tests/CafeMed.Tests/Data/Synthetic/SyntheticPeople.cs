using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>One cohort for the tests that only look at it.</summary>
public sealed class SyntheticPeople
{
    public SyntheticPeople() => (Cohort, Truth) = SyntheticCohort.Create(new SyntheticOptions { Patients = 1500 }, null, CancellationToken.None);

    public Cohort Cohort { get; }

    public SyntheticTruth Truth { get; }

    public IEnumerable<Visit> Visits => Cohort.Patients.SelectMany(patient => patient.Visits);

    /// <summary>The same, with medications as groups.</summary>
    public IEnumerable<Visit> GroupVisits => Visits.Select(visit => visit.AtLevel(4));

    public SyntheticVisits Known => Truth.Visits ?? throw new InvalidOperationException("No visits.");

    public static bool Has(Visit visit, string category) =>
        visit.Diagnoses.Any(code => code.System == CodeSystem.Icd10Cm && code.Value.StartsWith(category, StringComparison.Ordinal));

    public static bool Gets(Visit visit, string group) =>
        visit.Medications.Any(code => code.Value.StartsWith(group, StringComparison.Ordinal));
}
