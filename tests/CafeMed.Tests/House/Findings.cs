namespace CafeMed.Tests.House;

/// <summary>How a house test speaks: every offence on a line of its own, with its place.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> offences, string rule)
    {
        var found = offences.ToArray();
        Assert.True(found.Length == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }
}
