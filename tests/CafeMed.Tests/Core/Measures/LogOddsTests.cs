using CsCheck;

namespace CafeMed.Tests.Core.Measures;

public sealed class LogOddsTests
{
    [Fact]
    public void There_and_back_is_the_same_probability() =>
        Gen.Double[0.001, 0.999].Sample(probability => Math.Abs(LogOdds.Probability(LogOdds.Of(probability)) - probability) < 1e-12);

    [Fact]
    public void A_count_of_none_and_of_all_is_finite_and_opposite()
    {
        Assert.Equal(-Math.Log(21), LogOdds.OfCount(0, 10), 1e-12);
        Assert.Equal(LogOdds.OfCount(10, 10), -LogOdds.OfCount(0, 10), 1e-12);
        Assert.Equal(0, LogOdds.OfCount(5, 10), 1e-12);
    }
}
