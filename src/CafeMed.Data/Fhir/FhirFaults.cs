namespace CafeMed.Data.Fhir;

/// <summary>Every fault of the FHIR connector in one place, so that the wording can be read and reviewed together.</summary>
internal static class FhirFaults
{
    public static CafeMedException NotJson(string file, long line, string why, Exception? inner = null) => new(new Fault(
        "CM1088",
        $"'{file}', line {line}: {why}.",
        "A .json file holds one Bundle or one resource, a .ndjson file one resource a line. Get the file again, or take it out of the folder."), inner);

    public static CafeMedException TooLarge(string file, long line, int most) => new(new Fault(
        "CM1089",
        $"'{file}', line {line}: one resource has more than {most >> 20} MiB.",
        "Export without embedded documents and images; nothing of them is read."));

    public static CafeMedException Empty(string file) => new(new Fault(
        "CM1090",
        $"'{file}' is empty.",
        "Get the file again, or take it out of the folder; an export leaves out what it has none of."));

    public static CafeMedException TooManyBroken(long broken, long all, double share, string first) => new(new Fault(
        "CM1091",
        $"{broken} of {all} lines cannot be read, more than {share:P0}; the first is {first}.",
        "Export again; an export with that many broken lines cannot be trusted in the others."));

    public static CafeMedException Unreadable(string file, Exception inner) => new(new Fault(
        "CM1092",
        $"'{file}' cannot be read: {inner.Message.Split('\n')[0].TrimEnd('.')}.",
        "Check that it is a file, that it may be read, and that it is whole."), inner);
}
