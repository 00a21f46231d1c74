using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Bench;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Networks;

namespace CafeMed.Learning.Tuning;

/// <summary>Fits one recommender with tuned settings, and measures it on held-out patients.</summary>
public static class BenchTrial
{
    /// <summary>Fits and measures.</summary>
    /// <param name="cohort">The cohort's name in tables.</param>
    /// <param name="split">What tells the split from others of the cohort.</param>
    /// <param name="runner">Who fits.</param>
    /// <param name="recommender">Who is fitted.</param>
    /// <param name="trials">The finished trials of its tuning; empty where it is taken as given.</param>
    /// <param name="epochs">Most epochs of the fit.</param>
    /// <param name="planted">The truth, where it is known.</param>
    /// <param name="ct">Stops between two batches; nothing is kept.</param>
    /// <exception cref="CafeMedException"><c>CM2008</c>: a test patient took part in fitting.</exception>
    public static BenchRun Run(
        string cohort, string split, TrialRunner runner, Recommender recommender, IReadOnlyList<TuningTrial> trials, int epochs, PlantedGates? planted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(recommender);
        ArgumentNullException.ThrowIfNull(trials);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var settings = trials.Count == 0 ? [] : Tuner.Best(trials).Settings;
        var (study, contestant, trained) = runner.Fit(settings, epochs, ct);
        var test = study.Encoder.Encode(study.Split.Test.Patients);
        foreach (var (what, people) in new[] { ("vocabularies", study.Encoder.Vocabularies.FittedOn), ("causal effects", study.Effects.FittedOn), ("interaction shares", study.Graph.FittedOn), ("calibration and decision", Fingerprint.Of(study.Split.Validation.Patients)) })
            people.Refuse(what, test.Patients);
        var (size, interactions) = (study.Encoder.Medications.Count, study.Graph.Matrix(study.Encoder.Medications, study.Options.InteractionSeverity));
        var (logits, truth) = (contestant.Scorer.Score(test), test.Truth());
        var scores = VisitScores.Of(logits, contestant.Decision, test, interactions);
        var given = VisitPairs.Of(truth, test, interactions);
        var reliability = new CalibrationSums(byDrug: false);
        reliability.Add(logits, truth, test);
        var gates = recommender.ReadsEffects ? GateStudy.Of(study.Network, study.Training, test, planted, study.Options.Seed, ct) : null;
        return new BenchRun
        {
            Cohort = cohort,
            Recommender = recommender.Name,
            Note = recommender.IsNetwork ? Note(study.Network) : "",
            Split = split,
            Patients = [.. test.Patients.Select(patient => patient.Id)],
            Jaccard = Means(score => score.Jaccard),
            F1 = Means(score => score.F1),
            PrAuc = Means(score => score.PrAuc),
            Drugs = Means(score => score.Proposed),
            Interacting = [.. PatientMeans.Sums(scores, test, score => score.InteractingPairs)],
            Pairs = [.. PatientMeans.Sums(scores, test, score => score.Pairs)],
            GivenInteracting = [.. PatientMeans.Sums(given, test, pairs => pairs.Interacting)],
            GivenPairs = [.. PatientMeans.Sums(given, test, pairs => pairs.All)],
            Confidence = [.. RiskCoverage.Confidence(logits, contestant.Decision.Of(logits, size, interactions), size)],
            Reached = [.. scores.Select(score => score.Jaccard)],
            Reliability = reliability.Reliability(),
            Gates = gates,
            Settings = (JsonObject)settings.DeepClone(),
            Trials = trials.Count,
            Epochs = trained + trials.Sum(trial => trial.Epochs),
            Seconds = clock.Elapsed.TotalSeconds + trials.Sum(trial => trial.Seconds),
        };

        ImmutableArray<double> Means(Func<VisitScore, double> measure) => [.. PatientMeans.Of(scores, test, measure)];
    }

    private static string Note(MedicationNetwork network) => network switch
    {
        SafeDrugNetwork { KnownMolecules: 0 } => "without its molecular branch: no SMILES were given",
        SafeDrugNetwork { KnownMolecules: var known, Medications: var all } when known < all => System.FormattableString.Invariant($"molecules of {known} of {all} drug groups are known"),
        _ => "",
    };
}
