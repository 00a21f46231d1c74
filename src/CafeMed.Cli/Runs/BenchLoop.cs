using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation.Bench;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Tuning;
using CafeMed.Safety;

namespace CafeMed.Cli.Runs;

/// <summary>Tunes, fits and measures what of a comparison is missing.</summary>
/// <param name="context">Where progress is told.</param>
/// <param name="folder">What is finished.</param>
/// <param name="trials">Trials of each tuning.</param>
/// <param name="trialEpochs">Most epochs of a trial.</param>
internal sealed class BenchLoop(CliContext context, BenchFolder folder, int trials, int trialEpochs)
{
    private readonly Dictionary<string, (Material Material, PlantedGates? Planted)> _cohorts = [];

    /// <summary>Makes the pieces that nobody has finished or works at.</summary>
    /// <returns>All pieces that are finished, and whether that is all of them.</returns>
    public async Task<(IReadOnlyList<BenchRun> Runs, bool Whole)> RunAsync(IReadOnlyList<BenchUnit> units, CancellationToken ct)
    {
        var runs = new List<BenchRun>();
        for (var i = 0; i < units.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            if ((folder.Find(units[i]) ?? await MakeAsync(units[i], $"{i + 1} of {units.Count}", ct).ConfigureAwait(false)) is { } run)
                runs.Add(run);
        }
        return (runs, runs.Count == units.Count);
    }

    private async Task<BenchRun?> MakeAsync(BenchUnit unit, string place, CancellationToken ct)
    {
        using var held = folder.Take(unit);
        if (held is null)
            return null;
        if (folder.Find(unit) is { } finished)
            return finished;
        context.Log.Stage($"{place}: {unit.Recommender} on {unit.Cohort.Name}, {unit.Split}");
        var (material, planted) = await CohortAsync(unit, ct).ConfigureAwait(false);
        var recommender = Recommender.Named(unit.Recommender);
        var space = SearchSpace.Of(unit.Recommender);
        IReadOnlyList<TuningTrial> tried = [];
        if (trials > 0 && !space.Dimensions.IsEmpty)
        {
            var shorter = unit.Study with { Trainer = unit.Study.Trainer with { Epochs = Math.Min(trialEpochs, unit.Study.Trainer.Epochs) } };
            using var search = new TrialRunner(material.Source, InteractionFacts.Shipped(), shorter, recommender);
            tried = TuningLoop.Run(context, folder.Trials(unit), space, search, trials, unit.Study.Seed, ct);
        }
        using var runner = new TrialRunner(material.Source, InteractionFacts.Shipped(), unit.Study, recommender);
        var run = BenchTrial.Run(unit.Cohort.Name, unit.Split, runner, recommender, tried, unit.Study.Trainer.Epochs, planted, ct);
        folder.Keep(unit, run);
        context.Log.Line($"  Jaccard {run.Jaccard.Average():0.000}, {Figures.Of(run.Epochs, "epoch")}, {run.Seconds:0.0} s");
        return run;
    }

    private async Task<(Material Material, PlantedGates? Planted)> CohortAsync(BenchUnit unit, CancellationToken ct)
    {
        if (_cohorts.TryGetValue(unit.Cohort.Name, out var known))
            return known;
        var material = await Material.ReadAsync(unit.Cohort.Folder, ct).ConfigureAwait(false);
        return _cohorts[unit.Cohort.Name] = (material, PlantedTruth.Of(material, unit.Study.Level));
    }
}
