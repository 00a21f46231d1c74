namespace CafeMed.Data.Synthetic;

/// <summary>Every fault of the synthetic cohort in one place, so that the wording can be read and reviewed together.</summary>
internal static class SyntheticFaults
{
    public static CafeMedException OptionOutOfRange(string option, double value, double lowest, double highest) => new(new Fault(
        "CM1901",
        $"The synthetic cohort cannot be made with {option} = {value}.",
        $"Choose {option} from {lowest} to {highest}."));

    public static CafeMedException NoTruth(string path) => new(new Fault(
        "CM1902",
        $"There is no ground truth at '{path}'.",
        "Name the folder, or the truth.json, that the synthetic cohort was written to."));

    public static CafeMedException BrokenTruth(string path, Exception? inner) => new(new Fault(
        "CM1903",
        $"'{path}' is not the ground truth of a synthetic cohort.",
        "Make the cohort again with the same seed; the same seed gives the same truth."), inner);

    public static CafeMedException CannotWriteTruth(string path, Exception inner) => new(new Fault(
        "CM1904",
        $"The ground truth could not be written to '{path}': {inner.Message}",
        "Choose a folder that exists, may be written to, and has room."), inner);

    public static CafeMedException CannotReach(string option, double asked, double found) => new(new Fault(
        "CM1910",
        $"No synthetic cohort with these options has {option} = {asked:0.##}: {found:0.##} is as near as it gets.",
        $"Ask for a {option} nearer to {found:0.##}, or change what holds it there: RareTail, Persistence, Drift."));
}
