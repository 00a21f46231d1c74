namespace CafeMed.Data;

/// <summary>Every fault of maps and of downloading in one place.</summary>
internal static class MappingFaults
{
    public static CafeMedException MapMissing(string file) => new(new Fault(
        "CM1110",
        $"There is no map file '{file}'.",
        "Check the path; docs/mappings.md has the form of a map."));

    public static CafeMedException MapMalformed(string file, int line, int column, string text, string why) => new(new Fault(
        "CM1111",
        $"'{file}', line {line}, column {column}: '{text}': {why}.",
        "The header is from_system,from_code,to_system,to_code, or drug,atc5; docs/mappings.md has the systems. Nothing of the file was used."));

    public static CafeMedException MapToItself(string file, int line, string code) => new(new Fault(
        "CM1112",
        $"'{file}', line {line}: {code} is mapped to itself.",
        "Take the line out, or correct its target."));

    public static CafeMedException MapsInACircle(string file, int line, IEnumerable<string> path) => new(new Fault(
        "CM1113",
        $"'{file}', line {line}: the maps go in a circle: {string.Join(" -> ", path)}.",
        "Take one of these entries out, so that every chain of entries ends."));

    public static CafeMedException MapUnreadable(string file, Exception inner) => new(new Fault(
        "CM1114",
        $"'{file}' cannot be read as a map: {inner.Message.Split('\n')[0]}",
        "Check that it is a file, that it may be read, and that it is UTF-8 text."), inner);

    public static CafeMedException NoDemo(string name, string? near, IEnumerable<string> known) => new(new Fault(
        "CM1120",
        $"There is no open data set named '{name}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        $"Choose one of: {string.Join(", ", known)}."));

    public static CafeMedException NotReached(Uri address, string why, Exception? inner = null) => new(new Fault(
        "CM1121",
        $"'{address}' cannot be downloaded: {why}",
        "Check the connection and run the same command again: whole files are kept, and a file that was begun goes on where it stopped."), inner);

    public static CafeMedException NotThere(Uri address, int status) => new(new Fault(
        "CM1122",
        $"'{address}' is not there: the publisher's server answered {status}.",
        "The publisher may have moved the data set: see docs/mappings.md for its page, and unpack it by hand."));

    public static CafeMedException WrongSum(string file, string found, string expected, string aside) => new(new Fault(
        "CM1123",
        $"'{file}' is not what the publisher has: its SHA-256 is {found}, not {expected}.",
        $"It was put aside as '{aside}' and is not used. Run the same command again to get it anew."));

    public static CafeMedException BadSums(Uri address, int line) => new(new Fault(
        "CM1124",
        $"'{address}', line {line}: not a list of SHA-256 sums.",
        "Something between here and the publisher may answer in its place, such as a page to log in; open the address in a browser."));

    public static CafeMedException DiskRefused(string path, Exception inner) => new(new Fault(
        "CM1125",
        $"'{path}' cannot be written: {inner.Message.Split('\n')[0]}",
        "Check that the disk has room and that the folder may be written, and run the same command again; whole files are kept."), inner);
}
