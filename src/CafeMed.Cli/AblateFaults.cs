namespace CafeMed.Cli;

/// <summary>Faults of comparing variants.</summary>
internal static class AblateFaults
{
    public static CafeMedException OtherComparison(string folder, string what) => new(new Fault(
        "CM7045",
        $"'{folder}' has runs of another comparison: {what}.",
        "Give the settings and the cohort it was begun with, or compare into a new folder."));

    public static CafeMedException NotAComparison(string folder) => new(new Fault(
        "CM7046",
        $"'{folder}' is not empty, and no comparison was begun there.",
        "Choose a new folder, or one that `cafemed ablate` wrote."));

    public static CafeMedException BadStates(string file, Exception? inner) => new(new Fault(
        "CM7047",
        $"'{file}' is damaged: it is not the table of visits that was written beside the synthetic cohort.",
        "Make the cohort again with `cafemed data synth`, or remove the file: gates are then not compared with the truth."), inner);
}
