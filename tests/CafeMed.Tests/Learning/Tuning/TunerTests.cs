using System.Collections.Immutable;
using CafeMed.Learning.Tuning;

namespace CafeMed.Tests.Learning.Tuning;

public sealed class TunerTests
{
    private static readonly SearchSpace s_space = new([SearchDimension.Range("x", 0, 1)]);

    [Fact]
    public void The_first_trial_is_what_was_given_and_the_same_search_goes_on_to_the_same_trials()
    {
        var tuner = new Tuner(s_space, [0.25], 12, 5);
        var whole = Run(tuner, [], 15);

        Assert.Empty(whole[0].Settings);
        Assert.Equal([0.25], whole[0].Place);
        var rest = Run(new Tuner(s_space, [0.25], 12, 5), [.. whole[..7]], 15);
        Assert.Equal(whole.Select(Told), rest.Select(Told));
    }

    [Fact]
    public void Trials_that_fall_behind_stop_at_a_rung_and_the_best_goes_on_to_the_end()
    {
        var trials = Run(new Tuner(s_space, [0.25], 12, 5), [], 15);

        Assert.Contains(trials, trial => trial.Stopped);
        Assert.All(trials, trial => Assert.Equal(trial.Stopped ? new[] { 3, 9 }[trial.Rungs.Length - 1] : 12, trial.Epochs));
        Assert.False(Tuner.Best(trials).Stopped);
        Assert.Equal(trials.Max(trial => trial.Score), Tuner.Best(trials).Score);
    }

    private static ImmutableArray<TuningTrial> Run(Tuner tuner, List<TuningTrial> trials, int count)
    {
        while (trials.Count < count)
            trials.Add(tuner.Next(trials, (settings, goOn) =>
            {
                var x = settings["x"]?.GetValue<double>() ?? 0.25;
                for (var epoch = 1; epoch <= 12; epoch++)
                    if (!goOn(epoch, Score(x, epoch)) || epoch == 12)
                        return (Score(x, epoch), epoch);
                throw new InvalidOperationException("It has to end.");
            }));
        return [.. trials];
    }

    private static double Score(double x, int epoch) => (1 - (x - 0.7) * (x - 0.7)) * epoch / 12;

    private static string Told(TuningTrial trial) => $"{trial.Number} {trial.Settings.ToJsonString()} {trial.Score:R} {trial.Epochs} {trial.Stopped} {string.Join(' ', trial.Rungs)}";
}
