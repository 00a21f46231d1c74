using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Studies;

public sealed class AblationVariantTests
{
    [Fact]
    public void The_standard_leaves_every_part_out_and_takes_every_other_estimator()
    {
        var names = AblationVariant.Standard(new StudyOptions()).Select(variant => variant.Name).ToArray();

        Assert.Equal(["gate=per-code", "gate=scalar", "gate=static", "gate=permuted", "charm=off", "evidence=off", "message=off"], names.Where(name => !name.StartsWith("effects=", StringComparison.Ordinal)));
        Assert.Equal(
            Study.Estimators.Names.Where(name => name != new StudyOptions().Effects).Select(name => $"effects={name}").Order(StringComparer.Ordinal),
            names.Where(name => name.StartsWith("effects=", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_the_study_has_already_is_no_variant() =>
        Assert.DoesNotContain("gate=static", AblationVariant.Standard(new AblationVariant("gate=static").Apply(new StudyOptions())).Select(variant => variant.Name));

    [Fact]
    public void Changes_are_applied_and_nothing_else()
    {
        var study = new StudyOptions { Seed = 3 };

        var changed = new AblationVariant("gate=per-code+charm=off+width=16+dropout=0.25+effects=marginal").Apply(study);

        Assert.Equal(("per-code", "off", 16, 0.25), (
            changed.Options["gate"]!.GetValue<string>(), changed.Options["charm"]!.GetValue<string>(), changed.Options["width"]!.GetValue<int>(), changed.Options["dropout"]!.GetValue<double>()));
        Assert.Equal((3, "marginal", "on"), (changed.Seed, changed.Effects, changed.Options["message"]!.GetValue<string>()));
        Assert.Equal("full", AblationVariant.Full.Apply(study).Options["gate"]!.GetValue<string>());
        Assert.Equal((EffectTrack.Total, EffectTrack.Direct), (changed.EffectTrack, new AblationVariant("effectTrack=direct").Apply(study).EffectTrack));
    }

    [Theory]
    [InlineData("static", "CM3050")]
    [InlineData("gate=", "CM3050")]
    [InlineData("gate=static+", "CM3050")]
    [InlineData("gates=static", "CM3001")]
    [InlineData("gate=half", "CM3002")]
    [InlineData("effects=magic", "CM2002")]
    [InlineData("effectTrack=magic", "CM3050")]
    [InlineData("effectTrack=1", "CM3050")]
    public void A_variant_that_is_none_is_refused(string name, string code) => Fails.With(code, () => new AblationVariant(name).Apply(new StudyOptions()));
}
