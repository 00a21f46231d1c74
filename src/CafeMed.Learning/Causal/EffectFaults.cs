namespace CafeMed.Learning.Causal;

/// <summary>The faults of effects in one place, so that the wording can be read and reviewed together.</summary>
internal static class EffectFaults
{
    public static CafeMedException Damaged(string path, string why, Exception? inner) => new(new Fault(
        "CM3020",
        $"'{path}' is a damaged file of effects: {why}",
        "Estimate them again with `cafemed effects fit`; the file is not meant to be edited."), inner);

    public static CafeMedException TooFewToRefute(int patients, int needed) => new(new Fault(
        "CM3021",
        $"{patients} patient(s) are too few to refute anything; at least {needed} are needed.",
        "Import more patients, or read the intervals alone: they say how little is known."));

    public static CafeMedException BadPenalty(double penalty) => new(new Fault(
        "CM3022",
        $"The ridge penalty {penalty} is not above 0.",
        "Give a number of visits above 0, or leave it out: then it is chosen by cross-validation."));
}
