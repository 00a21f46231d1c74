using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Studies;

[Collection(TorchTests.Turn)]
public sealed class HeldOutDecisionsTests
{
    [Fact]
    public void With_enough_patients_promises_are_measured_on_some_who_chose_nothing_and_hold_on_others()
    {
        using var study = TinyStudy.Prepare(720, TinyStudy.Options(epochs: 1) with { Decision = new() { HeldApart = 0.85, MissRate = 0.15 } });
        var apart = study.HeldApart!.Patients.Select(person => person.Id).ToHashSet();

        using var model = TinyStudy.Train(study);
        var review = HeldOutDecisions.Of(model, study.Split.Test.Patients, 7);

        Assert.Equal(102, apart.Count);
        Assert.DoesNotContain(study.Validation.Patients, person => apart.Contains(person.Id));
        Assert.Equal((102, true, 0.15), (model.Certainty.Patients, model.Certainty.HeldApart, model.Certainty.MissRate));
        Assert.Equal(MustKeep.From(model.Scorer.Score(study.HeldApart), study.HeldApart), model.Decision.KeepFrom);
        Assert.Contains(review.Sets, set => set.MissRate == 0.15);
        Assert.All(review.Sets, set => Assert.True(set.Missed.Lower <= set.MissRate, $"{set}"));
        Assert.InRange(review.Answered, 0.8, 1);
        Assert.Throws<CafeMedException>(() => HeldOutDecisions.Of(model, [study.HeldApart.Patients[0]], 7));
    }

    [Fact]
    public async Task A_small_study_uses_everybody_and_says_so()
    {
        using var study = TinyStudy.Prepare(60, TinyStudy.Options(epochs: 1));
        using var model = TinyStudy.Train(study);
        var recommender = new TrainedRecommender(model);

        var known = await recommender.RecommendAsync(study.Split.Test.Patients[0], TestContext.Current.CancellationToken);
        var stranger = await recommender.RecommendAsync(TinyStudy.Stranger, TestContext.Current.CancellationToken);

        Assert.Null(study.HeldApart);
        Assert.False(model.Certainty.HeldApart);
        Assert.InRange(known.Confidence!.KnownShare, 0.5, 1);
        Assert.True(stranger.Confidence!.Abstains);
        Assert.Contains("codes were understood", stranger.Confidence.Reasons[0], StringComparison.Ordinal);
        Assert.All(known.Medications, drug => Assert.Equal(
            model.Certainty.Bounds.Where(bound => drug.Probability >= bound.From).Select(bound => bound.MissRate), drug.Certainty!.InSetsOf));
        var p = known.Medications.Select(drug => drug.Probability).ToArray();
        Assert.Equal(ExpectedAgreement.Jaccard(p, [.. known.Medications.Select(drug => drug.Proposed)]), known.Confidence.ExpectedJaccard, 1e-9);
    }
}
