using CafeMed.Learning.Evaluation.Report.Svg;
using CsCheck;

namespace CafeMed.Tests.Learning.Evaluation.Report.Svg;

public sealed class TextWidthTests
{
    [Fact]
    public void A_fitted_text_is_the_text_or_a_beginning_that_is_not_too_wide() =>
        Gen.Select(Gen.String, Gen.Double[20, 200]).Sample((text, width) =>
        {
            var fitted = TextWidth.Fit(text, 11, width);

            Assert.True(fitted == text || fitted.EndsWith('…'));
            Assert.True(TextWidth.Of(fitted, 11) <= width);
        });

    [Fact]
    public void Wide_letters_are_wider_and_a_surrogate_pair_is_never_cut()
    {
        Assert.True(TextWidth.Of("WWW", 11) > TextWidth.Of("iii", 11));
        Assert.DoesNotContain(TextWidth.Fit("😀😀😀😀😀", 11, 30).EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
    }
}
