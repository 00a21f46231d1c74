using CafeMed.Learning.Causal.Design;
using CafeMed.Learning.Causal.Inference;
using CsCheck;

namespace CafeMed.Tests.Learning.Causal;

public sealed class EffectInferenceTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963985, 0.025)]
    [InlineData(-1, 0.8413447461)]
    [InlineData(3.5, 2.326291e-4)]
    [InlineData(6, 9.865876e-10)]
    public void Tails_are_those_of_the_tables(double z, double upper)
    {
        Assert.Equal(Math.Log(upper), NormalTail.LogUpper(z), 1e-5);
        Assert.Equal(1 - upper, NormalTail.Lower(z), 1e-7);
    }

    [Fact]
    public void Tails_too_small_for_a_number_have_a_logarithm() => Assert.Equal(-5005.5242086942, NormalTail.LogUpper(100), 1e-6);

    [Fact]
    public void Rates_are_those_worked_out_by_hand()
    {
        double[] logP = [Math.Log(0.01), Math.Log(0.04), Math.Log(0.03), Math.Log(0.005)];

        Assert.Equal([0.02, 0.04, 0.04, 0.02], Array.ConvertAll(FalseDiscovery.Rates(logP, anyDependence: false), rate => Math.Round(rate, 9)));
        Assert.Equal(0.02 * (1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0), FalseDiscovery.Rates(logP, anyDependence: true)[0], 1e-9);
    }

    [Fact]
    public void Rates_keep_the_order_of_p_values_and_lie_between_p_and_1() => Gen.Double[-50, 0].Array[1, 60].Sample(logP =>
    {
        var rates = FalseDiscovery.Rates(logP, anyDependence: false);
        for (var i = 0; i < logP.Length; i++)
        {
            Assert.InRange(rates[i], Math.Exp(logP[i]) * (1 - 1e-9), 1 + 1e-9);
            for (var k = 0; k < logP.Length; k++)
                Assert.True(logP[i] > logP[k] || rates[i] <= rates[k] + 1e-12);
        }
    });

    [Fact]
    public void Prior_leaves_large_effects_and_takes_noise_away()
    {
        var random = new Random(4);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var estimates = Enumerable.Range(0, 4000).Select(i => (Estimate: (i % 10 == 0 ? 0.3 * Normal() : 0) + 0.05 * Normal(), Variance: 0.0025)).ToArray();

        var prior = ShrinkagePrior.Fit(estimates);

        Assert.InRange(prior.Posterior(0.05, 0.0025).Kept, 0, 0.3);
        Assert.InRange(prior.Posterior(0.6, 0.0025).Kept, 0.9, 1);
        Assert.InRange(prior.Posterior(0.6, 0.0025).SignRate, 0, 0.001);
        Assert.InRange(prior.Posterior(0.02, 0.0025).SignRate, 0.5, 1);
        Assert.Equal(prior.Posterior(0.2, 0.0025).Kept, prior.Posterior(-0.2, 0.0025).Kept, 1e-12);
        Assert.Equal(prior.Posterior(0.2, 0.0025).SignRate, prior.Posterior(-0.2, 0.0025).SignRate, 1e-12);
    }

    [Fact]
    public void Sensitivity_is_that_worked_out_by_hand()
    {
        var sensitivity = EffectSensitivity.Of(difference: 0.1, error: 0.025, without: 0.1, freedom: 400);

        Assert.Equal(2, sensitivity.Ratio, 1e-9);
        Assert.Equal(2 + Math.Sqrt(2), sensitivity.EValue, 1e-9);
        Assert.Equal(1.51 + Math.Sqrt(1.51 * 0.51), sensitivity.EValueOfLimit, 1e-9);
        Assert.Equal((Math.Sqrt(Math.Pow(0.2, 4) + 4 * 0.04) - 0.04) / 2, sensitivity.Robustness, 1e-9);
        Assert.Equal(1, EffectSensitivity.Of(0.01, 0.05, 0.3, 100).EValueOfLimit);
        Assert.Equal(EffectSensitivity.Of(-0.05, 0.01, 0.1, 9).EValue, 2 + Math.Sqrt(2), 1e-9);
    }

    [Theory]
    [InlineData("Icd10Cm:E1165", "Icd10Cm:E11", true)]
    [InlineData("Icd9Cm:25001", "Icd9Cm:250", true)]
    [InlineData("Icd9Cm:E8490", "Icd9Cm:E849", false)]
    [InlineData("Icd10Cm:N179", "Icd10Cm:N17", false)]
    [InlineData("Icd10Pcs:027034Z", "Icd10Pcs:027", false)]
    [InlineData("Local:abcd", "Local:abcd", false)]
    public void Parents_and_lasting_diagnoses_are_known(string code, string parent, bool lasts)
    {
        Assert.Equal(Code.Parse(parent), ParentCode.Of(Code.Parse(code)));
        Assert.Equal(lasts, ChronicDiagnosis.Is(Code.Parse(code)));
    }
}
