using CafeMed.Learning.Tuning;

namespace CafeMed.Cli.Runs;

/// <summary>Makes the trials of one search that are missing.</summary>
internal static class TuningLoop
{
    /// <summary>Runs it.</summary>
    /// <param name="context">Where progress is told.</param>
    /// <param name="log">The trials that are finished.</param>
    /// <param name="space">What is searched.</param>
    /// <param name="runner">Who trains.</param>
    /// <param name="count">How many trials there shall be.</param>
    /// <param name="seed">Chance.</param>
    /// <param name="ct">Stops between two batches; the trial is then made again.</param>
    public static IReadOnlyList<TuningTrial> Run(CliContext context, TrialLog log, SearchSpace space, TrialRunner runner, int count, int seed, CancellationToken ct)
    {
        var trials = log.Read();
        var tuner = new Tuner(space, space.Place(runner.Study), runner.Study.Trainer.Epochs, seed);
        if (trials.Count > 0)
            context.Log.Line($"  {Show.Figures.Of(Math.Min(count, trials.Count), "trial")} finished before");
        while (trials.Count < count)
        {
            ct.ThrowIfCancellationRequested();
            var trial = tuner.Next(trials, (settings, goOn) => runner.Run(settings, goOn, ct));
            log.Append(trial);
            trials.Add(trial);
            context.Log.Line($"  trial {trial.Number + 1} of {count}: validation Jaccard {trial.Score:0.0000}{(trial.Stopped ? $", stopped after {Show.Figures.Of(trial.Epochs, "epoch")}" : "")}, {trial.Seconds:0.0} s; best {Tuner.Best(trials).Score:0.0000}");
        }
        return [.. trials.Take(count)];
    }
}
