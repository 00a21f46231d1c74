namespace CafeMed.Data;

/// <summary>Every fault of this assembly in one place, so that the wording can be read and reviewed together.</summary>
internal static class Faults
{
    public static CafeMedException FolderMissing(string folder) => new(new Fault(
        "CM1001",
        $"There is no folder '{folder}'.",
        "Check the path; it names the folder that the data set was unpacked into."));

    public static CafeMedException FileMissing(string file, string root, IReadOnlyList<string> folders) => new(new Fault(
        "CM1002",
        $"'{file}' (or '{file}.gz') is not in '{root}'{(folders.Count > 0 ? $" nor in its folder {string.Join(", ", folders)}" : "")}.",
        "Name the folder that the data set was unpacked into, and check that it is complete."));

    public static CafeMedException ColumnMissing(string column, string file, IReadOnlyList<string> header) => new(new Fault(
        "CM1003",
        $"'{file}' has no column '{column}'{(Nearest.To(column, header) is { } near ? $"; did '{near}' take its place?" : ".")}",
        $"Its columns are: {string.Join(", ", header)}. Rename the column back, or get the file from its publisher again."));

    public static CafeMedException Truncated(string file, Exception? inner = null) => new(new Fault(
        "CM1004",
        $"'{file}' ends too early or is damaged: it is not a whole .gz file.",
        "Get it again and compare its SHA-256 with the publisher's."), inner);

    public static CafeMedException Unreadable(string file, Exception inner) => new(new Fault(
        "CM1005",
        $"'{file}' cannot be read: {FirstLines(inner.Message)}",
        "Check that it is a CSV file with a header, that it may be read, and that it is whole."), inner);

    public static CafeMedException DrugMapMissing(string file) => new(new Fault(
        "CM1006",
        $"There is no drug map '{file}'.",
        "Name a CSV with the header drug,atc5, or leave the option out to use the shipped map."));

    public static CafeMedException DrugMapMalformed(string file, int line, string text, string why) => new(new Fault(
        "CM1007",
        $"'{file}', line {line}: '{text}': {why}.",
        "Write one drug a line: its name, a comma, and its ATC codes of level 5 joined by '|'; the header is drug,atc5."));

    public static CafeMedException NothingUsable(string root, string drops) => new(new Fault(
        "CM1008",
        $"No visit in '{root}' is usable: {drops}.",
        "Check that the files belong together and that visits have times."));

    public static CafeMedException EmptyCohort(string drops) => new(new Fault(
        "CM1009",
        $"No patient meets the criteria: {drops}.",
        "Loosen the criterion that dropped most, or import more patients."));

    public static CafeMedException EventsOutOfOrder(string patient, string visit) => new(new Fault(
        "CM1010",
        $"The events of visit '{visit}' of patient '{patient}' are not together, or disagree about its times.",
        "Order events by patient, start of the visit, and visit; give all events of a visit the same times."));

    public static CafeMedException NotACohortFolder(string folder) => new(new Fault(
        "CM1011",
        $"'{folder}' is not empty and is not a cohort folder, so it is not written over.",
        "Choose a new folder, or an old cohort's."));

    public static CafeMedException NoCohort(string folder, string missing) => new(new Fault(
        "CM1012",
        $"'{folder}' is not a cohort folder: it has no {missing}.",
        "Name a folder that `cafemed data import` or `cafemed data synth` wrote."));

    public static CafeMedException CohortVersion(string folder, string found, int known) => new(new Fault(
        "CM1013",
        $"The cohort in '{folder}' has the format version {found}; this program reads version {known}.",
        "Import the data set again with this program."));

    public static CafeMedException CohortDamaged(string folder, string what, Exception? inner = null) => new(new Fault(
        "CM1014",
        $"The cohort in '{folder}' is damaged: {what}",
        "Import the data set again."), inner);

    public static CafeMedException CannotWrite(string folder, Exception inner) => new(new Fault(
        "CM1015",
        $"'{folder}' cannot be written: {FirstLines(inner.Message)}",
        "Check that the disk has room and that the folder may be written; nothing was left half done."), inner);

    public static CafeMedException CannotDigest(string root, Exception inner) => new(new Fault(
        "CM1016",
        $"The data set in '{root}' was read but could not be put together: {FirstLines(inner.Message)}",
        "Check that the disk of the temporary folder (TMPDIR) has room for a copy of the data set."), inner);

    public static CafeMedException NoHeader(string file) => new(new Fault(
        "CM1017",
        $"'{file}' is empty: it has no header.",
        "Get the file from its publisher again."));

    public static CafeMedException NotJson(string why, Exception? inner = null) => new(new Fault(
        "CM1020",
        $"The patient is not JSON: {why}",
        "See docs/patient-json.md for the format and an example."), inner);

    public static CafeMedException UnknownProperty(string path, string name, IReadOnlyList<string> known) => new(new Fault(
        "CM1021",
        $"{path} has an unknown property '{name}'{(Nearest.To(name, known) is { } near ? $"; did you mean '{near}'?" : ".")}",
        $"The properties here are: {string.Join(", ", known)}."));

    public static CafeMedException WrongType(string path, string expected) => new(new Fault(
        "CM1022",
        $"{path} is not {expected}.",
        "See docs/patient-json.md for the format and an example."));

    public static CafeMedException MissingProperty(string path, string name) => new(new Fault(
        "CM1023",
        $"{path} has no '{name}'.",
        "Give it; it is never guessed. See docs/patient-json.md."));

    public static CafeMedException UnknownKind(string path, string kind, IReadOnlyList<string> known) => new(new Fault(
        "CM1024",
        $"{path}: there is no kind of code named '{kind}'{(Nearest.To(kind, known) is { } near ? $"; did you mean '{near}'?" : ".")}",
        $"The kinds are: {string.Join(", ", known)}."));

    public static CafeMedException MalformedCode(string path, string text, Exception? inner = null) => new(new Fault(
        "CM1025",
        $"{path}: '{text}' is not a code.",
        "Write a code as System:Value, capital letters and digits without a dot, for example Icd10Cm:E119 or Atc:C09AA05."), inner);

    public static CafeMedException UnknownSystem(string path, string system, IReadOnlyList<string> known) => new(new Fault(
        "CM1026",
        $"{path}: there is no code system named '{system}'{(Nearest.To(system, known) is { } near ? $"; did you mean '{near}'?" : ".")}",
        $"The systems are: {string.Join(", ", known)}."));

    public static CafeMedException NoVisits(string path) => new(new Fault(
        "CM1027",
        $"{path} is empty: the patient has no visit.",
        "Give at least one visit; the last one is the visit to advise on."));

    public static CafeMedException NotATime(string path, string text) => new(new Fault(
        "CM1028",
        $"{path}: '{text}' is not a time.",
        "Write local time without a zone, as 2031-02-03T10:00:00."));

    public static CafeMedException FutureTime(string path, DateTime time, DateTime now) => new(new Fault(
        "CM1029",
        $"{path}: {time:yyyy-MM-ddTHH:mm:ss} is in the future; it is {now:yyyy-MM-ddTHH:mm} now.",
        "Correct the time. If the data set shifts its dates, say so with \"shiftedDates\": true beside the identifier."));

    public static CafeMedException EndsBeforeStart(string path, DateTime end, DateTime start) => new(new Fault(
        "CM1030",
        $"{path}: the discharge ({end:yyyy-MM-ddTHH:mm:ss}) is before the admission ({start:yyyy-MM-ddTHH:mm:ss}).",
        "Correct the times, or leave endedAt out where it is not known."));

    public static CafeMedException RepeatedProperty(string path, string name) => new(new Fault(
        "CM1031",
        $"{path} has the property '{name}' twice.",
        "Give it once; which of the two holds is not guessed."));

    public static CafeMedException EmptyText(string path) => new(new Fault(
        "CM1032",
        $"{path} is empty.",
        "Give it; it is never guessed. See docs/patient-json.md."));

    public static CafeMedException SystemOfAnotherKind(string path, string text, string kind, IReadOnlyList<string> allowed) => new(new Fault(
        "CM1033",
        $"{path}: '{text}' is not a code for the kind '{kind}'.",
        $"The systems of this kind are: {string.Join(", ", allowed)}. Move the code to its own kind, or correct its system."));

    // DuckDB adds its own stack to an internal error.
    private static string FirstLines(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .TakeWhile(line => !line.StartsWith("Stack Trace", StringComparison.OrdinalIgnoreCase)).Take(3));
}
