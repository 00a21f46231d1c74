namespace CafeMed.Cli.Checks;

/// <summary>Severities as options say them.</summary>
internal static class SeverityText
{
    private static readonly string[] s_words = ["note", "caution", "warning", "contraindicated"];

    /// <summary>The words, from the least.</summary>
    public static IReadOnlyList<string> Words => s_words;

    /// <summary>Reads one.</summary>
    /// <exception cref="CafeMedException"><c>CM7058</c>: it is none.</exception>
    public static Severity Parse(string option, string text) => Array.IndexOf(s_words, text.ToLowerInvariant()) is >= 0 and var at
        ? (Severity)(at + 1)
        : throw CheckFaults.BadLevelWord(option, text, Nearest.To(text, s_words), s_words);

    /// <summary>The word of <paramref name="severity"/>.</summary>
    public static string Of(Severity severity) => s_words[(int)severity - 1];

    /// <summary>What the source calls <paramref name="severity"/>.</summary>
    public static string Means(Severity severity) => severity switch
    {
        Severity.Contraindicated => "contraindicated",
        Severity.Warning => "not recommended",
        Severity.Caution => "precaution",
        _ => "take into account",
    };
}
