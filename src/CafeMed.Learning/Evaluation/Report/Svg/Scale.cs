using System.Globalization;

namespace CafeMed.Learning.Evaluation.Report.Svg;

/// <summary>Maps values to places on a line, with ticks at round numbers (1, 2 or 5 times a power of ten) that cover the values.</summary>
public sealed class Scale
{
    private readonly double _step;
    private readonly long _first;
    private readonly long _last;

    private Scale(double step, long first, long last) => (_step, _first, _last) = (step, first, last);

    /// <summary>The first tick: not above any value.</summary>
    public double Lower => Round(_first);

    /// <summary>The last tick: not below any value.</summary>
    public double Upper => Round(_last);

    /// <summary>The ticks, ascending.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = _first; i <= _last; i++)
                yield return Round(i);
        }
    }

    /// <summary>A scale that covers the finite ones of <paramref name="values"/> in about <paramref name="steps"/> steps; [0, 1] where there is none. Beyond 1e15 it ends.</summary>
    public static Scale Covering(IEnumerable<double> values, int steps = 4)
    {
        var finite = values.Where(double.IsFinite).Select(value => Math.Clamp(value, -1e15, 1e15)).DefaultIfEmpty(double.NaN).ToArray();
        var (lower, upper) = double.IsNaN(finite[0]) ? (0, 1) : (finite.Min(), finite.Max());
        // Too small a span cannot be told apart in double precision, so a single point gets room around it.
        var room = Math.Max(Math.Abs(lower), Math.Abs(upper)) * 0.02;
        if (upper - lower <= Math.Max(room * 1e-6, 1e-10))
            (lower, upper) = room <= 1e-10 ? (lower - 0.5, upper + 0.5) : (lower - room, upper + room);
        var step = Nice((upper - lower) / steps);
        return new(step, (long)Math.Floor(lower / step + 1e-9), (long)Math.Ceiling(upper / step - 1e-9));
    }

    /// <summary>The place of <paramref name="value"/> between <paramref name="from"/> and <paramref name="to"/>; a value outside stays at the end.</summary>
    public double Place(double value, double from, double to) =>
        from + (to - from) * Math.Clamp((value - Lower) / (Upper - Lower), 0, 1);

    /// <summary>How a tick is written: with as many decimals as the step needs.</summary>
    public string Label(double tick)
    {
        var text = tick.ToString("F" + Decimals, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? "−" + text[1..] : text;
    }

    private int Decimals => Math.Clamp(-(int)Math.Floor(Math.Log10(_step) + 1e-9), 0, 12);

    private double Round(long tick) => Math.Round(tick * _step, Decimals) + 0.0;

    private static double Nice(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * ((raw / power) switch { <= 1.0000001 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
