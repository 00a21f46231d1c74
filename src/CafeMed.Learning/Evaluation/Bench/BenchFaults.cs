namespace CafeMed.Learning;

/// <summary>Faults of leaderboards.</summary>
internal static class BenchFaults
{
    public static CafeMedException RunMissing(string cohort, string recommender, string split) => new(new Fault(
        "CM3130",
        $"The comparison on '{cohort}' has no run of '{recommender}' with {split}.",
        "Run `cafemed bench` again with the same folder: it makes what is missing."));

    public static CafeMedException OtherPatients(string cohort, string recommender, string split) => new(new Fault(
        "CM3131",
        $"On '{cohort}', the run of '{recommender}' with {split} tested other patients than that of the subject.",
        "The folder mixes runs of several cohorts or splits: compare into a new folder."));
}
