namespace CafeMed.Data.Pickle;

/// <summary>Every fault of the pickle reader in one place, so that the wording can be read and reviewed together.</summary>
internal static class PickleFaults
{
    public static CafeMedException Damaged(string file, long offset, string why) => new(new Fault(
        "CM1080",
        $"'{file}' is not a whole pickle: at byte {offset}, {why}.",
        "Get the file again, or write it again with pickle.dump and plain lists, dictionaries, numbers and numpy arrays."));

    public static CafeMedException RefusedOpcode(string file, long offset, string opcode) => new(new Fault(
        "CM1081",
        $"'{file}', byte {offset}: the pickle instruction {opcode} is not carried out.",
        "Write the file again with pickle.dump and plain lists, dictionaries, numbers and numpy arrays."));

    public static CafeMedException RefusedGlobal(string file, long offset, string name) => new(new Fault(
        "CM1082",
        $"'{file}', byte {offset}: the pickle asks for '{name}', which is not on the list of what may be built. Nothing of it was run.",
        "See docs/legacy.md for the list. If you know the file, load it where it was made, and write plain lists, dictionaries and numpy arrays instead; if you do not, delete it."));

    public static CafeMedException TooLarge(string file, string what) => new(new Fault(
        "CM1083",
        $"'{file}' is refused for its size: {what}.",
        "Write large matrices as numpy arrays, not as lists of numbers, or split the file."));

    public static CafeMedException TooDeep(string file, string why) => new(new Fault(
        "CM1084",
        $"'{file}' is refused for its shape: {why}.",
        "Write plain lists of lists; nothing may hold itself."));

    public static CafeMedException BadArray(string file, long offset, string why) => new(new Fault(
        "CM1085",
        $"'{file}', byte {offset}: a numpy array cannot be read: {why}.",
        "Write arrays of whole or real numbers, for example with numpy.asarray(a, dtype=float)."));

    public static CafeMedException NotNumbers(string type, string asked) => new(new Fault(
        "CM1086",
        $"A numpy array of type '{type}' is not {asked}.",
        "Write the array with numbers of that form, for example with numpy.asarray(a, dtype=float)."));

    public static CafeMedException NoFile(string file, Exception? inner = null) => new(new Fault(
        "CM1087",
        $"The pickle '{file}' cannot be opened: {inner?.Message ?? "there is no such file."}",
        "Check the path and that the file may be read."), inner);
}
