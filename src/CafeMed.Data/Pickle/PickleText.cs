using System.Globalization;
using System.Numerics;
using System.Text;

namespace CafeMed.Data.Pickle;

/// <summary>The texts of protocol 0: numbers in digits, strings with escapes.</summary>
internal static class PickleText
{
    // A number of more digits is no identifier, count or effect; reading it would take time quadratic in its length.
    private const int MostDigits = 2000;

    /// <summary>What stands behind I: <c>00</c> and <c>01</c> are truth values.</summary>
    public static object Integer(PickleInput input, ReadOnlySpan<byte> line) =>
        line.SequenceEqual("00"u8) ? false : line.SequenceEqual("01"u8) ? true : Whole(input, line);

    /// <summary>What stands behind L, with or without the L at its end.</summary>
    public static object Whole(PickleInput input, ReadOnlySpan<byte> line)
    {
        var digits = line.EndsWith("L"u8) ? line[..^1] : line;
        if (digits.Length > MostDigits || !BigInteger.TryParse(Encoding.Latin1.GetString(digits), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw input.Damaged("a whole number is none");
        return Shorten(number);
    }

    /// <summary>A whole number of little-endian bytes in two's complement.</summary>
    public static object Whole(PickleInput input, ulong length) => length > MostDigits / 2
        ? throw input.Damaged($"a whole number has {length} bytes")
        : Shorten(new BigInteger(input.Take(length)));

    /// <summary>What stands behind F.</summary>
    public static double Real(PickleInput input, ReadOnlySpan<byte> line) => Encoding.Latin1.GetString(line).ToLowerInvariant() switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw input.Damaged("a real number is none"),
    };

    /// <summary>What stands behind S: a text of Python 2 in quotes.</summary>
    public static string Quoted(PickleInput input, ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ((byte)'\'' or (byte)'"'))
            throw input.Damaged("a text has no quotes");
        return Unescape(input, Encoding.Latin1.GetString(line[1..^1]), python: true);
    }

    /// <summary>What stands behind V: letters beyond latin1 are escaped as \u and \U.</summary>
    public static string Raw(PickleInput input, ReadOnlySpan<byte> line) => Unescape(input, Encoding.Latin1.GetString(line), python: false);

    private static object Shorten(BigInteger number)
    {
        if (number < long.MinValue || number > long.MaxValue)
            return number;
        object whole = (long)number;
        return whole;
    }

    private static string Unescape(PickleInput input, string text, bool python)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '\\')
                plain.Append(text[i]);
            else if (!python && next is 'u' or 'U')
                i += Point(input, text, i, next == 'u' ? 4 : 8, plain);
            else if (python && next == 'x')
                i += Point(input, text, i, 2, plain);
            else if (python)
                i += Letter(input, next, plain);
            else
                plain.Append('\\');
        }
        return plain.ToString();
    }

    private static int Letter(PickleInput input, char next, StringBuilder plain)
    {
        plain.Append(next switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '\'' or '"' => next,
            _ => throw input.Damaged("a text has an unknown escape"),
        });
        return 1;
    }

    private static int Point(PickleInput input, string text, int at, int digits, StringBuilder plain)
    {
        if (at + 2 + digits > text.Length || !uint.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || point > 0x10FFFF)
            throw input.Damaged("a text has a broken escape");
        // Half of a pair may stand alone in Python; it stays what it is.
        plain.Append(point <= 0xFFFF ? ((char)point).ToString() : char.ConvertFromUtf32((int)point));
        return 1 + digits;
    }
}
