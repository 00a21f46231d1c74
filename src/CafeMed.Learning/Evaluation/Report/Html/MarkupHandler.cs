using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CafeMed.Learning.Evaluation.Report.Html;

/// <summary>Reads an interpolated string as markup. There is no overload for an arbitrary value: what is not listed here does not compile.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 16 * formattedCount);

    /// <summary>Markup written in the source code: taken as it stands.</summary>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>Markup made before: taken as it stands.</summary>
    public void AppendFormatted(Markup value) => _text.Append(value);

    /// <summary>Pieces of markup one after the other.</summary>
    public void AppendFormatted(IEnumerable<Markup> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
            _text.Append(value);
    }

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate, to two decimals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: a plot must leave such points out.</exception>
    public void AppendFormatted(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate must be finite.");
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        _text.Append(text == "-0" ? "0" : text);
    }

    /// <summary>A text from anywhere: encoded. Characters that no page may hold, or that turn the reading direction, become U+FFFD.</summary>
    public void AppendFormatted(string? value)
    {
        foreach (var rune in (value ?? "").EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                '\n' or '\t' => _text.Append((char)rune.Value),
                '\r' => _text,
                _ when Misleads(rune.Value) => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
    }

    internal string Take() => _text.ToString();

    private static bool Misleads(int rune) =>
        rune < 0x20 || rune is >= 0x7F and <= 0x9F || rune is >= 0x202A and <= 0x202E || rune is >= 0x2066 and <= 0x2069
        || rune is >= 0xFDD0 and <= 0xFDEF || (rune & 0xFFFE) == 0xFFFE;
}
