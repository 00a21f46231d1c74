using System.Text.RegularExpressions;

namespace CafeMed.Data;

/// <summary>National Drug Codes in the ways people write them.</summary>
internal static partial class NdcText
{
    /// <summary>Eleven digits, or <see langword="null"/> where the text is no NDC.</summary>
    /// <remarks>With hyphens each part is filled with zeros to five, four and two digits. Without them, seven to ten digits are taken as eleven that lost their leading zeros, as a column read as numbers does.</remarks>
    public static string? Eleven(string text)
    {
        var ndc = text.Trim();
        if (Parts().Match(ndc) is { Success: true } match)
            return match.Groups[1].Value.PadLeft(5, '0') + match.Groups[2].Value.PadLeft(4, '0') + match.Groups[3].Value.PadLeft(2, '0');
        return ndc.Length is >= 7 and <= 11 && ndc.All(char.IsAsciiDigit) && ndc.Any(digit => digit != '0') ? ndc.PadLeft(11, '0') : null;
    }

    [GeneratedRegex(@"^([0-9]{4,5})-([0-9]{3,4})-([0-9]{1,2})$")]
    private static partial Regex Parts();
}
