using CafeMed.Learning.Causal;
using CafeMed.Learning.Storage;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Storage;

[Collection(TorchTests.Turn)]
public sealed class EffectsFileTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_read_is_what_was_written(bool adjusted)
    {
        using var place = new TempFolder();
        var file = new FileInfo(Path.Combine(place.Sub("effects").FullName, "e.safetensors"));
        file.Directory!.Create();
        ICausalEstimator estimator = adjusted ? new RidgeDml() : new MarginalEffects();
        var effects = estimator.Estimate(TinyStudy.Cohort(60, 3), TinyStudy.Encoder.Vocabularies, TestContext.Current.CancellationToken);

        EffectsFile.Write(file, effects);
        var again = EffectsFile.Read(file);

        Assert.Equal((effects.Estimator, effects.Track, effects.FittedOn.Digest), (again.Estimator, again.Track, again.FittedOn.Digest));
        foreach (var (one, other) in effects.Channels.Zip(again.Channels))
        {
            Assert.Equal(one.Treatments.Codes.AsSpan(), other.Treatments.Codes.AsSpan());
            Assert.Equal(one.Estimates.AsSpan(), other.Estimates.AsSpan());
            Assert.Equal(one.Inference.AsSpan(), other.Inference.AsSpan());
            Assert.Equal(one.Checks.AsSpan(), other.Checks.AsSpan());
            Assert.Equal(one.Support.AsSpan(), other.Support.AsSpan());
            Assert.Equal((one.Visits, one.Patients), (other.Visits, other.Patients));
        }
    }

    [Fact]
    public void Who_took_part_is_refused_in_an_evaluation()
    {
        using var place = new TempFolder();
        var file = new FileInfo(Path.Combine(place.Sub("effects").FullName, "e.safetensors"));
        file.Directory!.Create();
        var cohort = TinyStudy.Cohort(60, 3);
        EffectsFile.Write(file, new RiskDifference().Estimate(cohort, TinyStudy.Encoder.Vocabularies, TestContext.Current.CancellationToken));

        Fails.With("CM2008", () => EffectsFile.Read(file).FittedOn.Refuse("causal effects", [cohort.Patients[7]]));
    }

    [Fact]
    public void A_file_that_is_not_there_and_one_that_was_cut_are_told()
    {
        using var place = new TempFolder();
        var file = new FileInfo(Path.Combine(place.Sub("effects").FullName, "e.safetensors"));
        file.Directory!.Create();
        Fails.With("CM3011", () => EffectsFile.Read(file));
        EffectsFile.Write(file, new RiskDifference().Estimate(TinyStudy.Cohort(20, 3), TinyStudy.Encoder.Vocabularies, TestContext.Current.CancellationToken));
        File.WriteAllBytes(file.FullName, File.ReadAllBytes(file.FullName)[..^40]);
        file.Refresh();

        Fails.With("CM3012", () => EffectsFile.Read(file));
    }
}
