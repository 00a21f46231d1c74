namespace CafeMed.Tests.House;

/// <summary>Compares a text with the committed one; with CAFEMED_ACCEPT=1 in the environment the text is written instead.</summary>
internal static class Accepted
{
    private static readonly bool s_accept = Environment.GetEnvironmentVariable("CAFEMED_ACCEPT") == "1";

    public static void Compare(string path, string text)
    {
        var file = Repository.File(path);
        if (s_accept)
        {
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
            return;
        }
        Assert.True(file.Exists, $"{path} is missing. Run the tests once with CAFEMED_ACCEPT=1 and review what it writes.");
        var (committed, current) = (Lines(Repository.Read(file)), Lines(text));
        Findings.None(
            committed.Except(current).Select(line => $"- {line}").Concat(current.Except(committed).Select(line => $"+ {line}")),
            $"{path} is not what the code says. Where that is meant, run the tests once with CAFEMED_ACCEPT=1 and review the change.");
        Assert.Equal(committed, current);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
