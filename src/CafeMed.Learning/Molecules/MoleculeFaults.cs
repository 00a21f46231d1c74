using System.Globalization;

namespace CafeMed.Learning;

/// <summary>Faults of reading molecules.</summary>
internal static class MoleculeFaults
{
    public static CafeMedException BadSmiles(string text, int place, string why) => new(new Fault(
        "CM3120",
        string.Create(CultureInfo.InvariantCulture, $"'{Start(text)}' is no SMILES: {why}, at character {place + 1}."),
        "Write a molecule as in CC(=O)Oc1ccccc1C(=O)O; reactions and wildcards are not read."));

    public static CafeMedException BadTable(string file, int line, string why) => new(new Fault(
        "CM3121",
        string.Create(CultureInfo.InvariantCulture, $"'{file}', line {line}: {why}."),
        "Write one ATC code and one SMILES a line, with a comma or tab between them, as in N02BA01,CC(=O)Oc1ccccc1C(=O)O."));

    public static CafeMedException NoTable(string file, Exception inner) => new(new Fault(
        "CM3122",
        $"The table of molecules '{file}' cannot be read: {inner.Message}",
        "Check the path, or leave it out: safedrug then has no molecular branch, and its row says so."), inner);

    private static string Start(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
