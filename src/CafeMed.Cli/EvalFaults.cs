namespace CafeMed.Cli;

/// <summary>Faults of measuring runs.</summary>
internal static class EvalFaults
{
    public static CafeMedException NoScores(string run) => new(new Fault(
        "CM7070",
        $"The run '{run}' has no scores.json: what it reached on each patient was not kept.",
        "Measure it anew with `cafemed eval --run RUN --keep`, then compare."));

    public static CafeMedException AuditNeedsRun() => new(new Fault(
        "CM7071",
        "No run was named.",
        "Give the folder of a run: cafemed audit RUN."));
}
