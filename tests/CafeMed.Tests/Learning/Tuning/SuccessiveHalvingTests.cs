using CafeMed.Learning.Tuning;

namespace CafeMed.Tests.Learning.Tuning;

public sealed class SuccessiveHalvingTests
{
    [Fact]
    public void Rungs_are_three_times_as_far_apart_each_and_before_the_end()
    {
        Assert.Equal([3, 9, 27], SuccessiveHalving.Rungs(30));
        Assert.Equal([3], SuccessiveHalving.Rungs(9));
        Assert.Empty(SuccessiveHalving.Rungs(3));
    }

    [Theory]
    [InlineData(0.1, new double[0], true)]
    [InlineData(0.1, new[] { 0.9 }, true)]
    [InlineData(0.1, new[] { 0.9, 0.8 }, false)]
    [InlineData(0.95, new[] { 0.9, 0.8 }, true)]
    [InlineData(0.85, new[] { 0.9, 0.8, 0.7, 0.6, 0.5 }, true)]
    [InlineData(0.75, new[] { 0.9, 0.8, 0.7, 0.6, 0.5 }, false)]
    public void The_best_third_goes_on(double score, double[] before, bool goesOn) => Assert.Equal(goesOn, SuccessiveHalving.GoesOn(score, before));
}
