using System.Collections.Immutable;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Studies;

/// <summary>Trains one variant with one seed, and measures it on held-out patients.</summary>
public static class AblationTrial
{
    /// <summary>Trains and measures.</summary>
    /// <param name="variant">The variant's name.</param>
    /// <param name="study">Prepared with the variant's options; its network is trained.</param>
    /// <param name="linear">The linear tower of the same training patients: the same for all variants, so it is fitted once.</param>
    /// <param name="planted">The truth, where it is known.</param>
    /// <param name="progress">Told after every batch, or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two batches; nothing is kept.</param>
    public static AblationRun Run(
        string variant, Study study, LinearTower linear, PlantedGates? planted, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(study);
        using var trainer = study.CreateTrainer();
        var epochs = study.Train(trainer, linear, progress, ct).Count();
        var model = study.Finish(linear, ct);
        model.RefuseLeaks(study.Split.Test.Patients);
        var test = study.Encoder.Encode(study.Split.Test.Patients);
        var interactions = study.Graph.Matrix(study.Encoder.Medications, study.Options.InteractionSeverity);
        var scores = VisitScores.Of(model.Scorer.Score(test), model.Decision, test, interactions);
        var gates = GateStudy.Of(study.Network, study.Training, test, planted, study.Options.Seed, ct);
        return new AblationRun
        {
            Variant = variant,
            Seed = study.Options.Seed,
            Patients = [.. test.Patients.Select(patient => patient.Id)],
            Jaccard = Means(scores, test, score => score.Jaccard),
            F1 = Means(scores, test, score => score.F1),
            PrAuc = Means(scores, test, score => score.PrAuc),
            Alone = Means(Alone(study, test), test, score => score.Jaccard),
            Interacting = [.. PatientMeans.Sums(scores, test, score => score.InteractingPairs)],
            Pairs = [.. PatientMeans.Sums(scores, test, score => score.Pairs)],
            Epochs = epochs,
            Gates = gates,
            Draws = gates?.Draws,
        };
    }

    private static VisitScore[] Alone(Study study, VisitTable test)
    {
        var scorer = new NetworkScorer(study.Network);
        return VisitScores.Of(scorer.Score(test), DecisionSearch.Of(scorer.Score(study.Validation), study.Validation), test, []);
    }

    private static ImmutableArray<double> Means(VisitScore[] scores, VisitTable table, Func<VisitScore, double> measure) =>
        [.. PatientMeans.Of(scores, table, measure)];
}
