using CafeMed.Learning.Causal;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Causal;

/// <summary>Textbook indications on real records: an estimator that does not find these finds nothing.</summary>
[Collection(TorchTests.Turn)]
public sealed class PositiveControlTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("diabetes", "E11,250", "A10A")]
    [InlineData("hypothyroidism", "E03,244", "H03AA")]
    public async Task Textbook_indications_are_found_in_MIMIC_IV(string disease, string codes, string drug)
    {
        var ct = TestContext.Current.CancellationToken;
        var (fine, _) = await Import.RunAsync("mimic4", SharedData.Require("mimic-iv-demo-2.2"), ct);
        var cohort = fine.AtLevel(AtcLevel.Default);
        var effects = new RidgeDml().Estimate(cohort, Vocabularies.Of(cohort, kind => kind == CodeKind.Medication ? 1 : 2), ct);
        var channel = effects.Of(CodeKind.Diagnosis)!;

        var (right, all, supported) = (0, 0, 0);
        foreach (var code in channel.Treatments.Codes.Where(code => codes.Split(',').Any(start => code.Value.StartsWith(start, StringComparison.Ordinal))))
            foreach (var given in channel.Outcomes.Codes.Where(given => given.Value.StartsWith(drug, StringComparison.Ordinal)))
            {
                var (j, m) = (channel.Treatments.IndexOf(code), channel.Outcomes.IndexOf(given));
                var (effect, inference) = (channel[j, m], channel.InferenceOf(j, m));
                output.WriteLine($"{disease}: {code} -> {given}, {channel.Support[j]} visits: {effect.RiskDifference:0.000} +- {effect.RiskDifferenceError:0.000}, {inference.Flags}");
                if (!inference.Flags.HasFlag(EffectFlags.Constant))
                    (right, all) = (right + (effect.RiskDifference > 0 ? 1 : 0), all + 1);
                // Drugs of the group that hardly anybody gets have no support.
                if (!inference.Tested)
                    continue;
                supported++;
                Assert.True(effect.RiskDifference > 1.96 * effect.RiskDifferenceError, $"{code} -> {given}");
            }

        Assert.True(all > 0 && right > 0.7 * all, $"{right} of {all} have the right sign");
        Assert.True(supported > 0, $"no pair of {disease} and {drug} has support");
    }
}
