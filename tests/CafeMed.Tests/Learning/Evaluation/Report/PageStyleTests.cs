using System.Globalization;
using System.Text.RegularExpressions;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Tests.Learning.Evaluation.Report;

public sealed partial class PageStyleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Text_stands_out_from_its_ground_by_four_and_a_half_to_one(int mode)
    {
        var colours = Roots().Matches(PageStyle.Sheet.ToString())[mode].Groups[1].Value.Split(';').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => Luminance(pair[1]));

        foreach (var text in new[] { "--ink", "--mute", "--lead", "--other", "--for", "--against", "--s4", "--s3", "--s2", "--s1" })
            foreach (var ground in new[] { "--bg", "--panel" })
                Assert.True(Contrast(colours[text], colours[ground]) >= 4.5, $"{text} on {ground}: {Contrast(colours[text], colours[ground]):0.00}");
        Assert.True(Contrast(colours["--ink"], colours["--alarm"]) >= 4.5);
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    [GeneratedRegex(@":root\{([^}]*)\}")]
    private static partial Regex Roots();
}
