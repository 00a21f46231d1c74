using CafeMed.Learning.Baselines;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Training;
using static TorchSharp.torch;

namespace CafeMed.Learning.Studies;

/// <summary>One study: a split cohort, what was learned from its training part, and the network to be trained.</summary>
/// <remarks>The order is the point: vocabularies, interaction shares and effects come from training patients only; validation chooses; test patients are touched by nothing here.</remarks>
public sealed class Study : IDisposable
{
    private Study(StudyOptions options, StudyPatients people, PatientEncoder encoder, CausalEffects effects, InteractionGraph graph, CancellationToken ct)
    {
        (Options, People, Encoder, Effects, Graph) = (options, people, encoder, effects, graph);
        Training = encoder.Encode(Split.Training.Patients);
        var (choosing, apart) = CalibrationShare.Of(Split.Validation.Patients, options.Decision.HeldApart, options.Seed);
        (Validation, HeldApart) = (encoder.Encode(choosing), apart.Count == 0 ? null : encoder.Encode(apart));
        Shards = people.Shards == 1 ? VisitShards.Of(Training) : new(people.TrainingByShard, (shard, stop) => encoder.Encode(people.Training(shard, stop).Patients));
        var knowledge = NetworkKnowledge.Of(encoder, Shards.All(ct), effects) with { Interactions = Interactions() };
        random.manual_seed(options.Seed);
        Network = NetworkFactory.Create(options.Network, knowledge, options.Options.ToJsonString());
    }

    /// <summary>Every estimator of this assembly.</summary>
    public static Catalogue<ICausalEstimator> Estimators { get; } = new(typeof(Study).Assembly, "estimator");

    /// <summary>Every baseline of this assembly.</summary>
    public static Catalogue<IBaseline> BaselineParts { get; } = new(typeof(Study).Assembly, "baseline");

    /// <summary>What was asked for, with the network's own defaults written out.</summary>
    public StudyOptions Options { get; }

    /// <summary>Everybody, shard by shard.</summary>
    public StudyPatients People { get; }

    /// <summary>The parts, medications at the level of the recommendation: whole for a cohort of one shard; of several, those who are held in memory.</summary>
    public CohortSplit Split => People.Held;

    /// <summary>What a reader must know of the parts that were not held as a whole, one sentence each; empty for a cohort of one shard.</summary>
    public IReadOnlyList<string> Remarks => SampleRemarks.Of(People, Estimators[Options.Effects].IsAssignableTo(typeof(ICountingEstimator)) ? null : Options.Effects);

    /// <summary>The columns, from training patients.</summary>
    public PatientEncoder Encoder { get; }

    /// <summary>The effects, from training patients.</summary>
    public CausalEffects Effects { get; }

    /// <summary>The interactions, with shares from training patients.</summary>
    public InteractionGraph Graph { get; }

    /// <summary>The encoded training visits, as far as they are held: the network is trained on all of them, shard by shard; what else is fitted, on these.</summary>
    public VisitTable Training { get; }

    /// <summary>All training visits, shard by shard: what the network is trained on.</summary>
    public VisitShards Shards { get; }

    /// <summary>The encoded validation visits that choose, as far as they are held.</summary>
    public VisitTable Validation { get; }

    /// <summary>Visits of validation patients who are held apart from every choice: what is promised with an answer is measured on them. <see langword="null"/> where there are too few.</summary>
    public VisitTable? HeldApart { get; }

    /// <summary>The network; the trainer trains it in place.</summary>
    public MedicationNetwork Network { get; }

    /// <summary>Splits <paramref name="cohort"/>, and learns all but the network from its training part.</summary>
    /// <param name="cohort">Medications as fine as the source gives them.</param>
    /// <param name="interactions">Facts about ingredients.</param>
    /// <param name="options">What to do.</param>
    /// <param name="ct">Stops the estimator.</param>
    /// <exception cref="CafeMedException"><c>CM2002</c>: an unknown name; <c>CM2007</c>: too few patients; <c>CM3001</c>, <c>CM3002</c>: wrong options.</exception>
    public static Study Prepare(Cohort cohort, InteractionTable interactions, StudyOptions options, CancellationToken ct) =>
        Prepare(new HeldPatients(cohort), interactions, options, ct);

    /// <summary>The same with people who need not all be in memory: they are read shard by shard, some six times before the network is trained.</summary>
    /// <param name="source">The people, medications as fine as the source gives them.</param>
    /// <param name="interactions">Facts about ingredients.</param>
    /// <param name="options">What to do.</param>
    /// <param name="ct">Stops between two shards.</param>
    /// <exception cref="CafeMedException">As above; <c>CM3070</c>: a part of the split is empty.</exception>
    public static Study Prepare(IPatientSource source, InteractionTable interactions, StudyOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var resolved = Resolve(options);
        var people = StudyPatients.Of(source, options.Design(), options.Level, options.Streaming, ct);
        var vocabularies = Vocabularies.Of(people.Training(ct), kind =>
            kind == CodeKind.Medication ? options.MinMedicationPatients : options.MinCodePatients);
        if (vocabularies.Medications.Count < 2)
            throw Faults.NothingToRecommend(vocabularies.Medications.Count, options.MinMedicationPatients);
        var effects = Estimators.Create(options.Effects) is var estimator && estimator is ICountingEstimator counting
            ? counting.Estimate(people.Training(ct), vocabularies, ct)
            : estimator.Estimate(people.Held.Training, vocabularies, new EffectOptions { Track = options.EffectTrack, Categories = true }, null, ct);
        var graph = InteractionProjection.Of(interactions, people.TrainingAsRecorded(ct), options.Level);
        return new Study(resolved, people, new PatientEncoder(vocabularies, options.Track), effects, graph, ct);
    }

    /// <summary>The same people, columns, effects and interactions, with a new network by other options: what does not depend on them is not learned again.</summary>
    /// <param name="options">Seed, protocol, level, estimator and least counts of codes must be this study's; only network, its options and the trainer's may differ.</param>
    /// <param name="ct">Stops between shards.</param>
    /// <exception cref="ArgumentException">Something else differs.</exception>
    /// <exception cref="CafeMedException"><c>CM2002</c>, <c>CM3001</c>, <c>CM3002</c>: a name, key or value is wrong.</exception>
    public Study Again(StudyOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var resolved = Resolve(options);
        if (!AllowsAgain(resolved))
            throw new ArgumentException("Only the network, its options and the trainer's may differ.", nameof(options));
        return new Study(resolved, People, Encoder, Effects, Graph, ct);
    }

    /// <summary>Whether <paramref name="options"/> differ in nothing that was learned before the network: <see cref="Again"/> may be asked.</summary>
    public bool AllowsAgain(StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Settled(options) == Settled(Options);
    }

    private static string Settled(StudyOptions options) =>
        Configuration.StrictJson.Write(options with { Network = "cafemed", Options = [], Trainer = new(), Baselines = [] });

    /// <summary>The options with every default of the named network written out.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: an unknown name; <c>CM2040</c>, <c>CM2041</c>, <c>CM3001</c>, <c>CM3002</c>: wrong options.</exception>
    public static StudyOptions Resolve(StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = Estimators[options.Effects];
        _ = options.Design();
        foreach (var name in options.Baselines)
            _ = BaselineParts[name];
        var own = NetworkFactory.Resolve(options.Network, options.Options.ToJsonString());
        return options with { Options = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(own)! };
    }

    /// <summary>The encoded test visits, shard by shard.</summary>
    public IEnumerable<VisitTable> Test(CancellationToken ct) => People.Test(ct).Select(part => Encoder.Encode(part.Patients));

    /// <summary>A trainer for the network, at its start.</summary>
    public Trainer CreateTrainer() =>
        new(Network, Options.Trainer, Options.Seed, Interactions());

    /// <summary>The linear tower, fitted on the training visits that are held; its penalty is chosen on validation.</summary>
    public LinearTower FitLinearTower(CancellationToken ct) =>
        LinearTower.Fit(Training, VisitWeights.Of(Training, Options.Trainer.Recency), Validation, Logistic.Strengths, categories: true, groups: true, ct);

    /// <summary>Trains the network with <paramref name="trainer"/>, reporting every epoch; the best epoch is the one that is best together with the linear tower.</summary>
    /// <param name="trainer">From <see cref="CreateTrainer"/>, at its start or restored.</param>
    /// <param name="linear">The fitted tower.</param>
    /// <param name="progress">Told after every batch, or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two batches; the trainer's snapshot then holds all that is needed to go on.</param>
    public IEnumerable<EpochReport> Train(Trainer trainer, LinearTower linear, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(linear);
        return trainer.Run(Shards, Validation, Network.HasLinearTower ? linear.Score(Validation) : null, progress, ct);
    }

    /// <summary>After training: combines network and linear tower, recalibrates, and fixes the decision, all on validation; then, unless the options say otherwise, fits the linear tower once more on training and validation together.</summary>
    /// <remarks>What was chosen, was chosen with the tower that had not seen the validation patients. Those held apart stay apart: what is promised is measured on them with the tower that answers.</remarks>
    /// <param name="linear">The fitted tower, used where the network asks for one, and needed there. It stays the caller's: the model has one of its own.</param>
    /// <param name="ct">Stops the last fit.</param>
    public TrainedModel Finish(LinearTower? linear, CancellationToken ct)
    {
        if (Network.HasLinearTower)
            ArgumentNullException.ThrowIfNull(linear);
        var chosen = CombinedScorer.Fit(Network, Network.HasLinearTower ? linear : null, Validation);
        var scorer = chosen.Linear is null ? chosen : chosen with { Linear = Options.Refit ? Refit(chosen.Linear, ct) : chosen.Linear.Clone() };
        var (decision, certainty) = DecisionStage.Of(this, chosen, scorer, Interactions());
        return new TrainedModel(Options, Encoder, Effects, Graph, Fingerprint.Of(Split.Validation.Patients), scorer) { Decision = decision, Certainty = certainty };
    }

    private LinearTower Refit(LinearTower linear, CancellationToken ct)
    {
        var both = Encoder.Encode([.. Training.Patients, .. Validation.Patients]);
        return linear.Refit(both, VisitWeights.Of(both, Options.Trainer.Recency), ct);
    }

    private float[] Interactions() => Graph.Matrix(Encoder.Medications, Options.InteractionSeverity);

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
