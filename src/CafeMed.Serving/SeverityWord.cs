namespace CafeMed.Serving;

/// <summary>Severities in the words of the source.</summary>
internal static class SeverityWord
{
    /// <summary>What the source calls <paramref name="severity"/>.</summary>
    public static string Means(Severity severity) => severity switch
    {
        Severity.Contraindicated => "contraindicated",
        Severity.Warning => "not recommended",
        Severity.Caution => "precaution",
        _ => "take into account",
    };
}
