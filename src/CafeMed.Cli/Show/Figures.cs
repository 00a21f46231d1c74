using System.Globalization;

namespace CafeMed.Cli.Show;

/// <summary>Numbers for people.</summary>
internal static class Figures
{
    /// <summary>A count with thousands apart.</summary>
    public static string Count(long value) => $"{value:#,0}";

    /// <summary>A count with its noun.</summary>
    public static string Of(long value, string one, string? many = null) => $"{value:#,0} {(value == 1 ? one : many ?? one + "s")}";

    /// <summary>A name with its code, or the name alone where it is the code.</summary>
    public static string Named(string name, Code code) => code.System == CodeSystem.Local || name == code.Value ? name : $"{name} ({code.Value})";

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? $"{100 * share:0.0} %" : "none";

    /// <summary>A signed amount. The sign is that of the amount, also where it is rounded away: a lead of -0.0002 is none.</summary>
    public static string Signed(double value, string format = "0.00")
    {
        if (!double.IsFinite(value))
            return "none";
        var amount = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        return (value < 0 ? "-" : "+") + amount;
    }

    /// <summary>A value over its interval, in two lines.</summary>
    public static string Stacked(Interval value, string format, bool signed = false) => double.IsFinite(value.Estimate)
        ? $"{One(value.Estimate, format, signed)}\n[{One(value.Lower, format, signed)}, {One(value.Upper, format, signed)}]"
        : "none";

    /// <summary>A value and its interval, in one line.</summary>
    public static string Inline(Interval value, string format, bool signed = false) => Stacked(value, format, signed).Replace('\n', ' ');

    private static string One(double value, string format, bool signed) =>
        signed ? Signed(value, format) : value.ToString(format, CultureInfo.InvariantCulture);
}
