using System.Globalization;

namespace CafeMed.Safety;

/// <summary>The faults of knowledge, rules and imports; those of the plain table of interactions are beside it.</summary>
internal static class SafetyFaults
{
    public static CafeMedException NoColumn(string table, string column, string found) => new(new Fault(
        "CM4010",
        $"The table {table} has no column '{column}'; its first line is '{Cut(found)}'.",
        "Write the columns of docs/safety.md in the first line, separated by commas."));

    public static CafeMedException BadRow(string table, int line, int found, int expected) => new(new Fault(
        "CM4011",
        $"Line {line} of {table} has {found} cell(s) instead of {expected}.",
        "Write one cell for each column; put double quotes around a cell with a comma."));

    public static CafeMedException BadCell(string table, int line, string column, string value, string why) => new(new Fault(
        "CM4012",
        $"Line {line} of {table}, column {column}: '{Cut(value)}' {why}.",
        "See docs/safety.md for what each column may hold."));

    public static CafeMedException CyclicClass(IEnumerable<string> path) => new(new Fault(
        "CM4013",
        $"A drug class contains itself: {string.Join(" -> ", path)}.",
        "Take one of these members out of the table of classes."));

    public static CafeMedException UnknownClass(string table, int line, string name, string? near) => new(new Fault(
        "CM4014",
        $"Line {line} of {table} names the class '@{name}', which the table of classes does not have{(near is null ? "." : $"; did you mean '@{near}'?")}",
        "Add the class, or write an ATC code."));

    public static CafeMedException NoSource(string folder, string missing) => new(new Fault(
        "CM4015",
        $"'{folder}' is not the interaction base: it has no {missing}.",
        "Give the folder osdi-ddi, or the folder flat in it, with drugs.csv, interactions.csv and ingredient_pairs.csv.gz."));

    public static CafeMedException NoTable(string what, string path) => new(new Fault(
        "CM4016",
        $"There is no file '{path}' with {what}.",
        "Check the path."));

    public static CafeMedException NothingMapped(string file, int rows) => new(new Fault(
        "CM4017",
        string.Create(CultureInfo.InvariantCulture, $"None of the {rows} row(s) of '{file}' became an interaction: no pair of its drugs has ATC codes."),
        "Give the map from STITCH to ATC that belongs to it with --stitch-atc; identifiers are written CID000002173."));

    public static CafeMedException AdjacencySize(string file, int rows, int columns, int codes) => new(new Fault(
        "CM4018",
        string.Create(CultureInfo.InvariantCulture, $"'{file}' is a table of {rows} by {columns}, but the vocabulary has {codes} medication(s)."),
        "Give the vocabulary that was written together with it: one row and one column for each medication."));

    public static CafeMedException TooManyCodes(int codes) => new(new Fault(
        "CM4019",
        string.Create(CultureInfo.InvariantCulture, $"The interaction base has {codes} codes; the packed form holds 2,048."),
        "Take codes out of data/interactions/decisions.csv, or widen the packed form."));

    private static string Cut(string text) => text.Length > 60 ? $"{text[..60]}…" : text;
}
