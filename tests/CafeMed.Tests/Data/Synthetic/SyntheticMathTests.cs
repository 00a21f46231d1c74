using System.Security.Cryptography;
using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

public sealed class SyntheticMathTests
{
    [Fact]
    public void The_exponential_is_right_to_fourteen_digits()
    {
        for (var x = -300.0; x <= 300; x += 0.0371)
            Assert.InRange(SyntheticMath.Exp(x) / Math.Exp(x), 1 - 2e-14, 1 + 2e-14);
    }

    [Fact]
    public void The_logarithm_is_right_to_fourteen_digits()
    {
        for (var x = 1e-9; x < 1e9; x *= 1.0173)
            Assert.Equal(Math.Log(x), SyntheticMath.Log(x), 2e-14 * Math.Max(1, Math.Abs(Math.Log(x))));
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1000, 0)]
    [InlineData(0, 0.5)]
    [InlineData(1000, 1)]
    public void Extreme_log_odds_have_a_probability(double logOdds, double probability) => Assert.Equal(probability, SyntheticMath.Probability(logOdds), 1e-12);

    // The bits themselves: on a machine where this differs, the people would differ.
    [Fact]
    public void Every_machine_computes_the_same_bits()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var x = 1; x < 20_000; x++)
        {
            hash.AppendData(BitConverter.GetBytes(SyntheticMath.Exp(x / 611.0 - 16)));
            hash.AppendData(BitConverter.GetBytes(SyntheticMath.Log(x / 611.0)));
        }

        Assert.Equal("632A992F28EDEB1A", Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }
}
