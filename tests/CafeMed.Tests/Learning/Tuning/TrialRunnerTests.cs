using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Tuning;
using System.Text.Json.Nodes;

namespace CafeMed.Tests.Learning.Tuning;

[Collection(TorchTests.Turn)]
public sealed class TrialRunnerTests
{
    private static readonly Cohort s_people = TinyStudy.Cohort(60, 2);
    private static readonly StudyOptions s_study = new() { Trainer = new() { Epochs = 2, Batch = 16 } };

    public static TheoryData<string> Names => [.. Recommender.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_of_test_patients_reaches_a_trial(string name)
    {
        var tested = Prepare(s_people).Split.Test.Patients.Select(patient => patient.Id).ToHashSet();
        var other = new Cohort("tiny", [.. s_people.Patients.Select(patient => tested.Contains(patient.Id)
            ? new Patient(patient.Id, [.. patient.Visits.Select(visit => visit with { Codes = TinyStudy.Stranger.Visits[0].Codes })]) : patient)]);

        Assert.NotEmpty(tested);
        Assert.Equal(Trial(s_people, name), Trial(other, name));
    }

    [Fact]
    public void A_trial_is_the_same_whatever_ran_before_it()
    {
        var (first, second) = (new JsonObject { ["options.width"] = 8 }, new JsonObject { ["options.width"] = 16, ["minCodePatients"] = 1 });
        using var runner = Runner(s_people, "retain");
        var alone = Trial(s_people, "retain", second);
        _ = runner.Run(first, (_, _) => true, TestContext.Current.CancellationToken);

        Assert.Equal(alone, runner.Run(second, (_, _) => true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_tower_is_fitted_again_where_visits_are_weighted_in_another_way()
    {
        using var runner = Runner(s_people, "logistic");
        var plain = runner.Fit([], null, TestContext.Current.CancellationToken).Contestant.Scorer.Score(TinyStudy.Prepare().Validation);
        var recent = runner.Fit(new() { ["trainer.recency"] = true }, null, TestContext.Current.CancellationToken).Contestant.Scorer.Score(TinyStudy.Prepare().Validation);

        Assert.NotEqual(plain, recent);
    }

    [Fact]
    public void A_trial_stops_when_it_is_told_to_and_reports_what_it_reached()
    {
        using var runner = Runner(s_people, "gamenet");
        var told = new List<int>();

        var (score, epochs) = runner.Run([], (epoch, best) =>
        {
            told.Add(epoch);
            return false;
        }, TestContext.Current.CancellationToken);

        Assert.Equal([1], told);
        Assert.Equal(1, epochs);
        Assert.InRange(score, 0.01, 1);
    }

    [Fact]
    public void Settings_that_break_training_count_as_nothing()
    {
        using var runner = new TrialRunner(new HeldPatients(s_people), TinyStudy.Facts, s_study with { Trainer = new() { Epochs = 8, Batch = 4, LearningRate = 1, ClipNorm = 1e6, WeightDecay = 0, JaccardWeight = 100 } }, Recommender.Named("safedrug"));

        var (score, _) = runner.Run(new() { ["trainer.learningRate"] = 1.0 }, (_, best) => true, TestContext.Current.CancellationToken);

        Assert.True(double.IsFinite(score));
    }

    private static Study Prepare(Cohort people) => Study.Prepare(people, TinyStudy.Facts, s_study with { Effects = "marginal" }, TestContext.Current.CancellationToken);

    private static TrialRunner Runner(Cohort people, string name) => new(new HeldPatients(people), TinyStudy.Facts, s_study, Recommender.Named(name));

    private static (double, int) Trial(Cohort people, string name, JsonObject? settings = null)
    {
        using var runner = Runner(people, name);
        return runner.Run(settings ?? [], (_, _) => true, TestContext.Current.CancellationToken);
    }
}
