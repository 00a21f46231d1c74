using System.Text;
using System.Text.RegularExpressions;

namespace CafeMed.Tests.House;

/// <summary>Reads just enough of C# to tell the arguments of a call apart and to turn string expressions into words.</summary>
internal static partial class SourceText
{
    /// <summary>The arguments from <paramref name="start"/>, just after the opening parenthesis, to the closing one.</summary>
    public static string[] Arguments(string source, int start)
    {
        var (found, depth, from, at) = (new List<string>(), 0, start, start);
        for (; depth >= 0; at++)
        {
            if (IsString(source, at))
                at = EndOfString(source, at) - 1;
            else if (source[at] is '(' or '[' or '{')
                depth++;
            else if (source[at] is ')' or ']' or '}')
                depth--;
            else if (source[at] == ',' && depth == 0)
            {
                found.Add(source[from..at].Trim());
                from = at + 1;
            }
        }
        found.Add(source[from..(at - 1)].Trim());
        return [.. found];
    }

    /// <summary>The literals of <paramref name="expression"/> as one sentence: joined, or parted by " / " where it chooses between them.</summary>
    public static string Words(string expression)
    {
        var (parts, chooses) = (new List<string>(), false);
        for (var at = 0; at < expression.Length; at++)
        {
            if (IsString(expression, at))
            {
                var end = EndOfString(expression, at);
                parts.Add(Literal(expression[at..end]));
                at = end - 1;
            }
            else
                chooses |= expression[at] == '?';
        }
        return parts.Count == 0 ? $"{{{expression}}}" : string.Join(chooses ? " / " : "", parts);
    }

    private static bool IsString(string text, int at) => text[at] == '"' || (text[at] is '$' or '@' && at + 1 < text.Length && text[at + 1] is '"' or '$' or '@');

    private static int EndOfString(string text, int at)
    {
        var (dollars, verbatim) = (0, false);
        for (; text[at] != '"'; at++)
            (dollars, verbatim) = (dollars + (text[at] == '$' ? 1 : 0), verbatim || text[at] == '@');
        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"')
            quotes++;
        if (quotes >= 3)
            return text.IndexOf(new string('"', quotes), at + quotes, StringComparison.Ordinal) + quotes;
        for (at++; text[at] != '"'; at++)
        {
            if (text[at] == '\\' && !verbatim)
                at++;
            else if (dollars > 0 && text[at] == '{' && text[at + 1] == '{')
                at++;
            else if (dollars > 0 && text[at] == '{')
                at = EndOfHole(text, at) - 1;
        }
        return at + 1;
    }

    private static int EndOfHole(string text, int at)
    {
        var depth = 0;
        do
        {
            if (IsString(text, at))
                at = EndOfString(text, at) - 1;
            else
                depth += text[at] switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
            at++;
        }
        while (depth > 0);
        return at;
    }

    private static string Literal(string token)
    {
        var (interpolated, body) = (token.StartsWith('$'), token.TrimStart('$', '@').Trim('"'));
        var words = new StringBuilder();
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] == '\\' && at + 1 < body.Length)
                words.Append(body[++at] is 'n' or 't' ? ' ' : body[at]);
            else if (interpolated && body[at] == '{' && body[at + 1] != '{')
            {
                var end = EndOfHole(body, at);
                words.Append(Hole(body[(at + 1)..(end - 1)]));
                at = end - 1;
            }
            else
            {
                words.Append(body[at]);
                at += interpolated && body[at] is '{' or '}' ? 1 : 0;
            }
        }
        return words.Replace("….", "…").ToString();
    }

    // A name is worth showing; an expression is not.
    private static string Hole(string expression) =>
        Joined().Match(expression) is { Success: true } joined ? $"{{{joined.Groups["name"].Value}}}"
        : Named().Match(expression) is { Success: true } named ? $"{{{named.Groups["name"].Value}}}"
        : "…";

    [GeneratedRegex(@"^string\.Join\([^,]*(?:, "")?,\s*(?<name>\w+)")]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(?<name>\w+(?:\.\w+)*)(?:\(\))?(?:[,:].*)?$")]
    private static partial Regex Named();
}
