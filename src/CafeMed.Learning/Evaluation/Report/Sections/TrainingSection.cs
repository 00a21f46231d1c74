using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>How training went.</summary>
public static class TrainingSection
{
    /// <summary>The section.</summary>
    public static Markup Of(ImmutableArray<EpochReport> epochs)
    {
        var all = epochs.IsDefault ? [] : epochs;
        var kept = all.LastOrDefault(epoch => epoch.Best);
        var summary = kept is null
            ? "No epoch was kept."
            : $"{all.Length} epochs in {Numbers.PerVisit(all.Sum(epoch => epoch.Seconds))} s; the state of epoch {kept.Epoch} was kept, with a validation Jaccard of {Numbers.Measure(kept.ValidationJaccard)}. Validation patients chose it, so this number flatters; the held-out ones above do not.";
        return Markup.Of($"""
            <section aria-labelledby="training"><h2 id="training">Training</h2>
            <p>{summary}</p>
            <div class="grid3">
            {LearningCurve.Of("fig-valjaccard", "Validation Jaccard", all, epoch => epoch.ValidationJaccard)}{LearningCurve.Of("fig-valloss", "Validation loss, nats per visit and drug", all, epoch => epoch.ValidationLoss)}{LearningCurve.Of("fig-trainloss", "Training loss, nats per visit", all, epoch => epoch.Loss)}
            </div></section>

            """);
    }
}
