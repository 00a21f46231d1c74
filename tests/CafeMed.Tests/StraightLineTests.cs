using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using CafeMed.Safety;
using CafeMed.Safety.Knowledge;
using CafeMed.Safety.Rules;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests;

/// <summary>The whole house in one test, in the order in which data flows through it.</summary>
[Collection(TorchTests.Turn)]
public sealed class StraightLineTests
{
    [Fact]
    public async Task People_become_advice()
    {
        var ct = TestContext.Current.CancellationToken;
        var options = new StudyOptions
        {
            Options = new() { ["width"] = 8, ["rank"] = 4 },
            Trainer = new TrainerOptions { Epochs = 1, Batch = 8 },
        };

        var (cohort, _) = SyntheticCohort.Create(new SyntheticOptions { Patients = 60 }, progress: null, ct);
        using var study = Study.Prepare(cohort, InteractionFacts.Shipped(), options, ct);
        var linear = study.FitLinearTower(ct);
        using var trainer = study.CreateTrainer();
        var epochs = study.Train(trainer, linear, progress: null, ct).ToArray();
        var model = study.Finish(linear, TestContext.Current.CancellationToken);

        var test = study.Encoder.Encode(study.Split.Test.Patients);
        var contestants = BaselineFits.Of(study, ct).Prepend(model.AsContestant()).ToArray();
        var scores = Evaluator.Evaluate(contestants, test, study.Graph, options.InteractionSeverity, options.Seed);

        var advisor = new Advisor(new TrainedRecommender(model), [new InteractingPair(study.Graph, code => code.Value, SafetyKnowledge.Shipped())]);
        var advice = await advisor.AdviseAsync(study.Split.Test.Patients[0], ct);

        Assert.Single(epochs);
        Assert.Equal(["cafemed", "logistic", "copy-last", "popular"], scores.Rows.Select(row => row.Recommender));
        Assert.True(scores.Rows[0].Jaccard.Estimate > scores.Rows[3].Jaccard.Estimate);
        Assert.NotEmpty(advice.Recommendation.Codes);
        Assert.All(advice.Findings, finding => Assert.All(finding.Codes, code => Assert.Contains(code, advice.Recommendation.Codes)));
    }
}
