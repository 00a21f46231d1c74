namespace CafeMed.Safety;

/// <summary>Every fault of this assembly in one place, so that the wording can be read and reviewed together.</summary>
internal static class Faults
{
    public static CafeMedException NoFactsFile(string path) => new(new Fault(
        "CM4001",
        $"There is no file '{path}' with interactions.",
        "Give the path of a .csv or .csv.gz file with the columns first,second,severity, or leave it out for the shipped table."));

    public static CafeMedException BadFactsHeader(string found) => new(new Fault(
        "CM4002",
        $"The table of interactions begins with '{Cut(found)}' instead of 'first,second,severity'.",
        "Write these three columns in this order, separated by commas; mechanism and citation may follow."));

    public static CafeMedException BadFactsColumns(int line, int columns, int expected) => new(new Fault(
        "CM4003",
        $"Line {line} of the table of interactions has {columns} column(s) instead of {expected}.",
        "Write first,second,severity; an ingredient without interactions is written CODE,, with both commas."));

    public static CafeMedException BadFactsCode(int line, string column, string value) => new(new Fault(
        "CM4004",
        $"Line {line} of the table of interactions, column {column}: '{Cut(value)}' is not an ATC code of level 5.",
        "Write one ingredient as a letter, two digits, two letters and two digits, for example C09AA05; mind zero and the letter O."));

    public static CafeMedException BadFactsSeverity(int line, string value) => new(new Fault(
        "CM4005",
        $"Line {line} of the table of interactions, column severity: '{Cut(value)}' is not a level.",
        "Write 1 (take into account), 2 (precaution), 3 (not recommended) or 4 (contraindicated); leave it empty only where second is empty."));

    public static CafeMedException TornFacts(int line, string reason, Exception inner) => new(new Fault(
        "CM4006",
        $"The table of interactions cannot be read after line {line}: {reason}",
        "The file is cut short or damaged; fetch or pack it again."), inner);

    public static CafeMedException TornFactsFile(string path, Exception? inner) => new(new Fault(
        "CM4007",
        $"'{path}' is cut short, damaged, or not packed with gzip in one piece.",
        "Fetch or pack it again, or unpack it and give the .csv file."), inner);

    // What stands there may be anything, a whole file without line ends included.
    private static string Cut(string text) => text.Length > 40 ? $"{text[..40]}…" : text;
}
