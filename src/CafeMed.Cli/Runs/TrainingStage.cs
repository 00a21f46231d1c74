using CafeMed.Cli.Configuration;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using Spectre.Console;

namespace CafeMed.Cli.Runs;

/// <summary>Trains a study's network, and leaves a checkpoint now and then, after every epoch, and where it is interrupted.</summary>
internal sealed class TrainingStage(CliContext context, RunFolder folder, string digest, TimeSpan every)
{
    /// <summary>Trains to the end.</summary>
    /// <param name="study">The study.</param>
    /// <param name="linear">The fitted linear tower.</param>
    /// <param name="resume">Whether the folder's checkpoint is continued.</param>
    /// <param name="ct">Interrupts; the checkpoint is written then.</param>
    public IReadOnlyList<EpochReport> Run(Study study, LinearTower linear, bool resume, CancellationToken ct)
    {
        using var trainer = study.CreateTrainer();
        if (resume)
            Restore(study, trainer);
        try
        {
            if (!context.Log.Draws)
                Loop(study, trainer, linear, new TrainingMonitor(context.Log, null), ct);
            else
                new Progress(context.Log.Console(), context.Time)
                    .AutoClear(true)
                    .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                    .Start(bars => Loop(study, trainer, linear, new TrainingMonitor(context.Log, bars.AddTask("Training")), ct));
        }
        catch (OperationCanceledException)
        {
            Save(study, trainer);
            context.Log.Line($"Interrupted after {Show.Figures.Of(trainer.Reports.Length, "finished epoch")}; the checkpoint is written.");
            throw;
        }
        return trainer.Reports;
    }

    private void Loop(Study study, Trainer trainer, LinearTower linear, TrainingMonitor monitor, CancellationToken ct)
    {
        var checkpoint = new PeriodicCheckpoint(monitor, context.Time, every, () => Save(study, trainer));
        foreach (var epoch in study.Train(trainer, linear, checkpoint, ct))
        {
            checkpoint.Save();
            monitor.Ended(epoch, study.Options.Trainer.Epochs);
        }
        // A training that was finished before is not trained, but ends with the best epoch too; and an early end is worth a word.
        var best = trainer.Reports.LastOrDefault(epoch => epoch.Best);
        context.Log.Line($"  best epoch {best?.Epoch} of {trainer.Reports.Length}{(trainer.Reports.Length < study.Options.Trainer.Epochs ? "; stopped early, validation did not improve" : "")}");
    }

    private void Restore(Study study, Trainer trainer)
    {
        if (!folder.Checkpoint.Exists)
        {
            context.Log.Line("  no checkpoint was written yet: training begins at the beginning");
            return;
        }
        var saved = CheckpointFile.Read(folder.Checkpoint);
        using (saved.Snapshot)
        {
            if (saved.CohortDigest != digest)
                throw Faults.RunDamaged(folder.Checkpoint.FullName, "it belongs to another cohort than run.json says.", null);
            Settings.RefuseChange(saved.Options, study.Options);
            trainer.Restore(saved.Snapshot);
            var batches = saved.Snapshot.State.Batch;
            context.Log.Line($"  going on after {Show.Figures.Of(trainer.Reports.Length, "finished epoch")}{(batches > 0 ? $" and {Show.Figures.Of(batches, "batch", "batches")} of the next" : "")}");
        }
    }

    private void Save(Study study, Trainer trainer)
    {
        using var snapshot = trainer.Snapshot();
        CheckpointFile.Write(folder.Checkpoint, snapshot, study.Options, digest);
    }
}
