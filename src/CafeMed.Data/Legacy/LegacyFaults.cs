namespace CafeMed.Data.Legacy;

/// <summary>Every fault of the legacy connector in one place, so that the wording can be read and reviewed together.</summary>
internal static class LegacyFaults
{
    public static CafeMedException WrongForm(string file, string place, string expected) => new(new Fault(
        "CM1093",
        $"'{file}': {place} is not {expected}.",
        "See docs/legacy.md for what each file must hold."));

    public static CafeMedException UnknownWord(string file, string place, long number, int words, string vocabulary) => new(new Fault(
        "CM1094",
        $"'{file}': {place} has the number {number}, and {vocabulary} has no such word (it has {words}).",
        "Take records and vocabularies of one and the same run of the pre-processing."));

    public static CafeMedException WrongSize(string file, int rows, int columns, string expected) => new(new Fault(
        "CM1095",
        $"'{file}' is a table of {rows} by {columns}, not {expected}.",
        "Take tables and vocabularies of one and the same run of the pre-processing."));

    public static CafeMedException NotATable(string file, string why, Exception? inner = null) => new(new Fault(
        "CM1096",
        $"'{file}' is not a table of numbers: {why}.",
        "Write it as a numpy array, as a list of equally long lists, or as a CSV of numbers (a header and a first column of names are passed over)."), inner);

    public static CafeMedException NoMatrix(string root, string file) => new(new Fault(
        "CM1097",
        $"'{root}' has no {file}, so nothing is known of interactions there.",
        "Put the matrix beside the records, or study them under --protocol leak-free, with the product's own interactions."));

    public static CafeMedException BadStoredInteractions(string file, int line) => new(new Fault(
        "CM1098",
        $"'{file}', line {line} is not two codes.",
        "Import the records again with `cafemed data import legacy`."));
}
