namespace CafeMed.Data;

/// <summary>The faults of cohorts in buckets, of rows that cannot be read, and of imports that go on.</summary>
internal static class DataFaults
{
    public static CafeMedException SamePatientTwice(string patient) => new(new Fault(
        "CM1040",
        $"Patient '{patient}' was given to the cohort twice.",
        "Give all visits of a patient together, as one patient."));

    public static CafeMedException TooManyUnreadable(string file, long lines, long of, double allowed, string reason) => new(new Fault(
        "CM1041",
        $"'{file}' has {lines:#,0} of {of:#,0} lines that cannot be read ({100.0 * lines / of:0.#} %; at most {100 * allowed:0.#} % are put aside). Most often: {reason}.",
        "Get the file from its publisher again, save it as UTF-8, or allow more with --max-unreadable."));

    public static CafeMedException FolderForFile(string folder) => new(new Fault(
        "CM1042",
        $"'{folder}' is a folder, not a file.",
        "Put the file itself there; some programs unpack a file into a folder of its name, or write a table as a folder of parts."));

    public static CafeMedException ImportRunning(string folder, Exception inner) => new(new Fault(
        "CM1043",
        $"Another import is at work in '{folder}'.",
        "Wait until it has ended, or choose another output folder."), inner);

    public static CafeMedException BadShare(double share) => new(new Fault(
        "CM1044",
        $"{share} is not a share of lines that may be unreadable.",
        "Give a number from 0 (none) to 1 (all), such as 0.05."));

    public static CafeMedException BadBuckets(int buckets) => new(new Fault(
        "CM1045",
        $"{buckets} is not a number of buckets.",
        "Give a power of two from 1 to 256, or leave it out: it is chosen by the size of the files."));
}
