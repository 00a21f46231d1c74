using System.Globalization;

namespace CafeMed.Cli;

/// <summary>The faults of checking drugs without a model, of the interaction table of a run, and of the scenario suite.</summary>
internal static class CheckFaults
{
    public static CafeMedException NoList(string file) => new(new Fault(
        "CM7050",
        $"There is no list of drugs '{file}'.",
        "Check the path, or write - to read from standard input."));

    public static CafeMedException BadList(string file, string place, string why, Exception? inner = null) => new(new Fault(
        "CM7051",
        $"'{file}'{place}: {why.TrimEnd('.', ' ', '\r')}.",
        "Write one drug a line, or a CSV with a column drug, or JSON as in docs/check.md."), inner);

    public static CafeMedException InteractionsChanged(string found, string expected) => new(new Fault(
        "CM7052",
        $"The interactions are not those that the run was made with: their digest is {Start(found)}…, not {Start(expected)}….",
        "Give the run's own table with --interactions, or train into a new folder."));

    public static CafeMedException NoAnswer(string endpoint, string why, Exception? inner) => new(new Fault(
        "CM7055",
        $"The server at '{endpoint}' does not answer: {why.Split('\n')[0].TrimEnd('.')}.",
        "Check the address, and that the server runs; checks are posted to ADDRESS/v1/checks."), inner);

    public static CafeMedException BadAnswer(string endpoint, string scenario, string why, Exception? inner = null) => new(new Fault(
        "CM7056",
        $"The server at '{endpoint}' answered the scenario {scenario} with something else than a check: {why.Split('\n')[0].TrimEnd('.')}.",
        "The form of a check's answer stands in docs/check.md."), inner);

    public static CafeMedException NotUnderstood(IReadOnlyList<string> names) => new(new Fault(
        "CM7057",
        string.Create(CultureInfo.InvariantCulture, $"{names.Count} name(s) were not understood, so nothing is said about them: {string.Join(", ", names)}."),
        "Correct them, write an ATC code, or say --allow-unknown; nothing is guessed."));

    public static CafeMedException BadLevelWord(string option, string text, string? near, IEnumerable<string> known) => new(new Fault(
        "CM7058",
        $"{option} does not know the level '{text}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        $"Choose one of: {string.Join(", ", known)}."));

    public static CafeMedException NoAdjacency(string file, string why) => new(new Fault(
        "CM7059",
        $"'{file}' is not an interaction matrix with its vocabulary: {why}.",
        "Give the pickle of a square numpy array or list of lists, and with --interactions-vocabulary the pickle that names its rows."));

    private static string Start(string digest) => digest[..Math.Min(12, digest.Length)];
}
