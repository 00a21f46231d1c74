namespace CafeMed.Learning;

/// <summary>Faults of measuring and of comparing runs.</summary>
internal static class MeasureFaults
{
    public static CafeMedException OtherPatients(string run, int others, int own) => new(new Fault(
        "CM3100",
        $"'{run}' was measured on other patients ({others}) than this run ({own}): a paired comparison needs the same.",
        "Train both on the same cohort with the same seed, protocol, split and fold."));

    public static CafeMedException ScoresDamaged(string file, string why, Exception? inner) => new(new Fault(
        "CM3101",
        $"'{file}' is damaged or not of the expected format: {why}",
        "Write it anew with `cafemed eval --run RUN --keep`, or train again."), inner);
}
