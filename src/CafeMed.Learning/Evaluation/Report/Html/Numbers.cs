using System.Globalization;

namespace CafeMed.Learning.Evaluation.Report.Html;

/// <summary>How numbers are written: three decimals for measures, percent where natural, never more digits than mean something.</summary>
public static class Numbers
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>Three decimals.</summary>
    public static string Measure(double value) => Fixed(value, "0.000");

    /// <summary>Three decimals and the interval in brackets.</summary>
    public static string Measure(Interval value) => Bracketed(value, Measure, "");

    /// <summary>A signed difference with its interval.</summary>
    public static string Difference(Interval value) => Bracketed(value, number => WithSign(number, 3), "");

    /// <summary>A count per visit: one decimal, with its interval.</summary>
    public static string PerVisit(Interval value) => Bracketed(value, PerVisit, "");

    /// <summary>A count per visit: one decimal.</summary>
    public static string PerVisit(double value) => Fixed(value, "0.0");

    /// <summary>A rate in percent with one decimal, and its interval.</summary>
    public static string Rate(Interval value) => Bracketed(value, number => Fixed(100 * number, "0.0"), "\u00A0%");

    /// <summary>A rate in percent with one decimal.</summary>
    public static string Rate(double value) => double.IsFinite(value) ? Fixed(100 * value, "0.0") + "\u00A0%" : None;

    /// <summary>A probability in whole percent; "&lt; 1 %" and "&gt; 99 %" at the ends, because nothing is certain.</summary>
    public static string Percent(double value) => value switch
    {
        _ when !double.IsFinite(value) => None,
        < 0.01 => "<\u00A01\u00A0%",
        > 0.99 => ">\u00A099\u00A0%",
        _ => Fixed(100 * value, "0") + "\u00A0%",
    };

    /// <summary>With its sign, a minus being as wide as a plus.</summary>
    public static string WithSign(double value, int decimals)
    {
        var text = Fixed(value, "0." + new string('0', decimals));
        return value > 0 && text.Any(character => character is >= '1' and <= '9') ? "+" + text : text;
    }

    /// <summary>A count with thousands apart.</summary>
    public static string Count(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Bracketed(Interval value, Func<double, string> write, string unit) =>
        !double.IsFinite(value.Estimate) ? None
        : double.IsFinite(value.Lower) && double.IsFinite(value.Upper)
            ? $"{write(value.Estimate)}{unit} [{write(value.Lower)},\u00A0{write(value.Upper)}]"
            : $"{write(value.Estimate)}{unit} (no interval)";

    private static string Fixed(double value, string format)
    {
        if (!double.IsFinite(value))
            return None;
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? text.Any(character => character is >= '1' and <= '9') ? "−" + text[1..] : text[1..] : text;
    }
}
