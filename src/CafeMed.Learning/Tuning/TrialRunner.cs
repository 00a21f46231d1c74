using System.Text.Json.Nodes;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Tuning;

/// <summary>Fits one recommender again and again with other settings, and measures it on validation patients; test patients are looked at by nothing here.</summary>
/// <param name="source">The people.</param>
/// <param name="interactions">Facts about ingredients.</param>
/// <param name="study">The settings that are changed.</param>
/// <param name="recommender">Who is fitted.</param>
public sealed class TrialRunner(IPatientSource source, InteractionTable interactions, StudyOptions study, Recommender recommender) : IDisposable
{
    private const string Diverged = "CM3003";

    private Study? _prepared;
    private LinearTower? _linear;

    /// <summary>The settings without any change.</summary>
    public StudyOptions Study { get; } = recommender.Of(study);

    /// <summary>One trial.</summary>
    /// <param name="settings">By path, laid over the study's.</param>
    /// <param name="goOn">Asked after every epoch of a network.</param>
    /// <param name="ct">Stops between two batches.</param>
    /// <returns>Best validation Jaccard at the best threshold, and epochs; 0 where the loss was no number any more.</returns>
    public (double Score, int Epochs) Run(JsonObject settings, Func<int, double, bool> goOn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(goOn);
        var prepared = Prepare(SearchSpace.Apply(Study, settings), ct);
        if (!recommender.IsNetwork)
            return (ThresholdSearch.Best(FitBaseline(prepared, ct).Score(prepared.Validation), prepared.Validation).Jaccard, 0);
        using var trainer = prepared.CreateTrainer();
        var (best, epochs) = (0.0, 0);
        try
        {
            foreach (var epoch in Epochs(prepared, trainer, ct))
            {
                (best, epochs) = (Math.Max(best, epoch.ValidationJaccard), epoch.Epoch);
                if (!goOn(epoch.Epoch, best))
                    break;
            }
        }
        catch (CafeMedException exception) when (exception.Fault.Code == Diverged)
        {
            // Some settings are too bold. What they reached before does not count: nobody would want them.
            best = 0;
        }
        return (best, epochs);
    }

    /// <summary>Fits to the end: recalibrated per medication, its decision fixed, all on validation.</summary>
    /// <param name="settings">By path, laid over the study's.</param>
    /// <param name="epochs">Most epochs, or <see langword="null"/> for the study's.</param>
    /// <param name="ct">Stops between two batches.</param>
    /// <returns>The study and the contestant, which must not outlive this, and the epochs.</returns>
    public (Study Study, Contestant Contestant, int Epochs) Fit(JsonObject settings, int? epochs, CancellationToken ct)
    {
        var options = SearchSpace.Apply(Study, settings);
        var prepared = Prepare(options with { Trainer = options.Trainer with { Epochs = epochs ?? options.Trainer.Epochs } }, ct);
        if (recommender.IsNetwork)
        {
            using var trainer = prepared.CreateTrainer();
            var trained = Epochs(prepared, trainer, ct).Count();
            return (prepared, prepared.Finish(Linear(prepared, ct), ct).AsContestant(), trained);
        }
        var scorer = FitBaseline(prepared, ct);
        var logits = scorer.Score(prepared.Validation);
        if (SearchSpace.Of(recommender.Name).Dimensions.Length > 0)
        {
            var calibrated = new CalibratedScorer(scorer, Recalibration.Fit(logits, prepared.Validation));
            (scorer, logits) = (calibrated, calibrated.Score(prepared.Validation));
        }
        return (prepared, new(recommender.Name, recommender.Part.Summary, scorer, DecisionSearch.Of(logits, prepared.Validation)), 0);
    }

    /// <summary>Frees what the last trial left.</summary>
    public void Dispose()
    {
        _prepared?.Dispose();
        _linear?.Dispose();
    }

    private IEnumerable<EpochReport> Epochs(Study prepared, Trainer trainer, CancellationToken ct) => Linear(prepared, ct) is { } linear
        ? prepared.Train(trainer, linear, null, ct)
        : trainer.Run(prepared.Shards, prepared.Validation, null, null, ct);

    private LinearTower? Linear(Study prepared, CancellationToken ct) =>
        prepared.Network.HasLinearTower ? _linear ??= prepared.FitLinearTower(ct) : null;

    private IScorer FitBaseline(Study prepared, CancellationToken ct) => recommender.Name == "logistic"
        ? _linear ??= LinearTower.Fit(
            prepared.Training, VisitWeights.Of(prepared.Training, prepared.Options.Trainer.Recency), prepared.Validation, Baselines.Logistic.Strengths, categories: false, groups: false, ct)
        : Studies.Study.BaselineParts.Create(recommender.Name).Fit(prepared.Training, prepared.Validation, ct);

    // Columns and effects are learned anew only where the settings ask for others; the tower also depends on how visits are weighted.
    private Study Prepare(StudyOptions options, CancellationToken ct)
    {
        var before = _prepared;
        var same = before?.AllowsAgain(options) == true;
        if (!same || before!.Options.Trainer.Recency != options.Trainer.Recency)
        {
            _linear?.Dispose();
            _linear = null;
        }
        _prepared = same ? before!.Again(options, ct) : Studies.Study.Prepare(source, interactions, options, ct);
        before?.Dispose();
        return _prepared;
    }
}
