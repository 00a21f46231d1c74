namespace CafeMed.Cli;

/// <summary>Faults of tuning, and of comparing with other recommenders.</summary>
internal static class FieldFaults
{
    public static CafeMedException OtherWork(string folder, string what, string verb) => new(new Fault(
        "CM7080",
        $"'{folder}' was begun with something else: {what}.",
        $"Give `cafemed {verb}` the settings and the cohort it was begun with, or a new folder."));

    public static CafeMedException NotBegun(string folder, string verb) => new(new Fault(
        "CM7081",
        $"'{folder}' is not empty, and no `cafemed {verb}` was begun there.",
        $"Choose a new folder, or one that `cafemed {verb}` wrote."));

    public static CafeMedException BadTrials(string file, int line, Exception? inner) => new(new Fault(
        "CM7082",
        FormattableString.Invariant($"'{file}', line {line}, is no trial in its place."),
        "Remove this line and all after it: these trials are then made again."), inner);

    public static CafeMedException NothingToSearch(string recommender) => new(new Fault(
        "CM7083",
        $"'{recommender}' has no settings to search.",
        "Tune one that has: a network, ridge or logistic."));

    public static CafeMedException NoCohort() => new(new Fault(
        "CM7084",
        "There is no cohort to compare on.",
        "Give --data, --eicu or --mimic4 with the folder of a data set, or --patients with a number above 0."));
}
