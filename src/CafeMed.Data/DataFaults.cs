namespace CafeMed.Data;

/// <summary>The faults of cohorts in buckets, of rows that cannot be read, and of imports that go on.</summary>
internal static class DataFaults
{
    public static CafeMedException SamePatientTwice(string patient) => new(new Fault(
        "CM1040",
        $"Patient '{patient}' was given to the cohort twice.",
        "Give all visits of a patient together, as one patient."));
}
