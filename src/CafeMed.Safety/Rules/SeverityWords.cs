namespace CafeMed.Safety.Rules;

/// <summary>The four levels in words.</summary>
internal static class SeverityWords
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Contraindicated => "contraindicated",
        Severity.Warning => "not recommended",
        Severity.Caution => "precaution",
        _ => "take into account",
    };

    /// <summary>One level lower, at least a note: what holds for a part of a group does not hold for all of it.</summary>
    public static Severity Lower(Severity severity) => severity > Severity.Note ? severity - 1 : Severity.Note;

    /// <summary>A name with its code, or the code where it has no name.</summary>
    public static string Called(Func<Code, string> label, Code code) => label(code) is var name && name != code.Value ? $"{name} ({code.Value})" : code.Value;

    /// <summary>Names of the members of a group that are meant.</summary>
    public static string Members(Func<Code, string> label, IEnumerable<Code> members) => string.Join(", ", members.Distinct().Take(4).Select(label));
}
