namespace CafeMed.Cli;

/// <summary>Every fault of this assembly in one place, so that the wording can be read and reviewed together.</summary>
internal static class Faults
{
    public static CafeMedException RunFolderNotEmpty(string folder) => new(new Fault(
        "CM7001",
        $"'{folder}' is not empty, so no run is written there.",
        "Choose a new folder; to continue an interrupted training there, say --resume."));

    public static CafeMedException NotARunFolder(string folder, string missing) => new(new Fault(
        "CM7002",
        $"'{folder}' is not a run folder: it has no {missing}.",
        "Name a folder that `cafemed demo` or `cafemed train` wrote."));

    public static CafeMedException RunVersion(string folder, string found, int known) => new(new Fault(
        "CM7003",
        $"The run in '{folder}' has the format version {found}; this program reads version {known}.",
        "Train again with this program, or read the run with the program that wrote it."));

    public static CafeMedException RunDamaged(string file, string why, Exception? inner) => new(new Fault(
        "CM7004",
        $"'{file}' is damaged: {why}",
        "Train again; a run folder is not meant to be edited."), inner);

    public static CafeMedException CannotWrite(string folder, Exception inner) => new(new Fault(
        "CM7005",
        $"'{folder}' cannot be written: {inner.Message.Split('\n')[0]}",
        "Check that the disk has room and that the folder may be written."), inner);

    public static CafeMedException BadYaml(string file, long line, long column, string why, Exception inner) => new(new Fault(
        "CM7006",
        $"'{file}', line {line}, column {column}: {why.TrimEnd('.', ' ', '\r')}.",
        "Correct the YAML; docs/configuration.md has every key, and experiments/ has whole files."), inner);

    public static CafeMedException BadSetting(string text, string why) => new(new Fault(
        "CM7007",
        $"'--set {text}' cannot be used: {why}.",
        "Write --set key=value, with dots between nested keys: --set trainer.epochs=10."));

    public static CafeMedException NoConnector(string name, string? near, IEnumerable<string> known) => new(new Fault(
        "CM7008",
        $"There is no connector named '{name}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        $"Choose one of: {string.Join(", ", known)}."));

    public static CafeMedException ConfigMissing(string file) => new(new Fault(
        "CM7009",
        $"There is no configuration file '{file}'.",
        "Check the path; experiments/ has whole files to start from."));

    public static CafeMedException CohortChanged(string folder, string found, string expected) => new(new Fault(
        "CM7010",
        $"The cohort in '{folder}' is not the one that the run was made with: its digest is {Start(found)}…, not {Start(expected)}….",
        "Name the run's own cohort with --cohort, or train on this one."));

    public static CafeMedException OptionsChanged(string key, string stored, string asked) => new(new Fault(
        "CM7011",
        $"The run to be resumed has {key} = {stored}, not {asked}.",
        "Leave the option out to go on as begun, or train into a new folder."));

    public static CafeMedException NotFinished(string folder) => new(new Fault(
        "CM7012",
        $"The run in '{folder}' was not finished: it has no model.safetensors.",
        "Finish it with `cafemed train --resume --out RUN`."));

    public static CafeMedException PatientFileMissing(string file) => new(new Fault(
        "CM7013",
        $"There is no patient file '{file}'.",
        "Check the path, or write - to read from standard input; docs/examples/patient.json is an example."));

    public static CafeMedException Unreadable(string file, Exception inner) => new(new Fault(
        "CM7014",
        $"'{file}' cannot be read: {inner.Message.Split('\n')[0]}",
        "Check that it is a file and that it may be read."), inner);

    public static CafeMedException IsAFolder(string file) => Unreadable(file, new IOException("it is a folder."));

    public static CafeMedException NothingToList(string what, string? near, IEnumerable<string> known) => new(new Fault(
        "CM7015",
        $"There is no list of '{what}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        $"Choose one of: {string.Join(", ", known)}."));

    public static CafeMedException OutOfRange(string option, double value, double least, double most) => new(new Fault(
        "CM7060",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option} is {value}."),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Give a number from {least} to {most}.")));

    public static CafeMedException Usage(IReadOnlyList<string> errors, string path) => new(new Fault(
        "CM7016",
        $"The command line cannot be used: {string.Join(" ", errors)}",
        $"See `{path} --help`."));

    public static CafeMedException Unexpected(Exception exception) => new(new Fault(
        "CM7017",
        $"Something went wrong that nobody foresaw: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}",
        "This is a defect of the program. Run again with --verbose, and report the command and what it printed."), exception);

    private static string Start(string digest) => digest[..Math.Min(12, digest.Length)];
}
