using System.Globalization;
using System.Text;

namespace CafeMed.Learning.Evaluation.Report.Svg;

/// <summary>How wide a text is, about: there is no font to ask. On the wide side, so that labels do not run into each other.</summary>
public static class TextWidth
{
    /// <summary>Width in pixels at a font size of <paramref name="size"/> pixels.</summary>
    public static double Of(string text, double size)
    {
        ArgumentNullException.ThrowIfNull(text);
        return size * text.EnumerateRunes().Sum(Em);
    }

    /// <summary>The text, or its beginning with an ellipsis where it is wider than <paramref name="width"/> pixels.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width)
            return text;
        var kept = new StringBuilder();
        var used = Of("…", size);
        var parts = StringInfo.GetTextElementEnumerator(text);
        while (parts.MoveNext() && (used += Of(parts.GetTextElement(), size)) <= width)
            kept.Append(parts.GetTextElement());
        return kept.ToString().TrimEnd() + "…";
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '|' or '.' or ',' or ':' or ';' or '\'' or '!' or 'I' or ' ' => 0.33,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' => 0.41,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.97,
        >= 'A' and <= 'Z' => 0.7,
        >= '0' and <= '9' => 0.64,
        < 0x1100 => 0.6,
        _ => 1.05,
    };
}
