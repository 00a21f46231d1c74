namespace CafeMed.Cli.Show;

/// <summary>What must stand before everything that could be taken for medical advice.</summary>
internal static class Notice
{
    /// <summary>The words, for JSON too.</summary>
    public const string Words = "research decision support, not a medical device";

    /// <summary>Prints them, in one line.</summary>
    public static void Show(Page page) => page.Line($"CafeMed {CliVersion.Program}: {Words}.");
}
