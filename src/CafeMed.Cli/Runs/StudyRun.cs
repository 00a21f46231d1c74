using CafeMed.Cli.Configuration;
using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Evaluation.Selective;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Runs;

/// <summary>The line from a cohort to a trained, measured model with one patient's advice, written into a run folder on the way.</summary>
internal sealed class StudyRun(CliContext context, RunFolder folder, Material material, InteractionChoice? chosen)
{
    /// <summary>How long a training is not saved between two batches.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(PeriodicCheckpoint.DefaultSeconds);

    /// <summary>What came out on the test part, when it has run.</summary>
    public Scoreboard? Scores { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="resumed">The run whose checkpoint is continued, or <see langword="null"/> for a new one.</param>
    /// <param name="ct">Interrupts.</param>
    /// <returns>What is printed as JSON.</returns>
    public async Task<object> RunAsync(StudyOptions options, RunFile? resumed, CancellationToken ct)
    {
        try
        {
            return await GoAsync(options, resumed, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (folder.IsRun)
        {
            context.Log.Line("Go on with:");
            context.Log.Line($"  cafemed train --resume --out {folder.Folder.FullName}");
            throw;
        }
    }

    private async Task<object> GoAsync(StudyOptions options, RunFile? resumed, CancellationToken ct)
    {
        var choice = chosen ?? resumed?.Interactions ?? InteractionChoice.Shipped;
        var (knowledge, remarks) = choice.Read(ct);
        foreach (var remark in remarks)
            context.Log.Line($"  {remark}");
        // A table that was asked for goes before the matrix that may lie beside the records.
        var facts = choice.File is null ? material.InteractionsOf(options, knowledge.Interactions) : knowledge.Interactions.Table();
        var digest = InteractionKnowledge.DigestOf(facts);
        if (resumed?.InteractionsDigest is { } before && before != digest)
            throw CheckFaults.InteractionsChanged(digest, before);
        var run = resumed ?? new RunFile(
            RunFile.CurrentFormat, CliVersion.Program, folder.Name, options.Seed, folder.NameOf(material.Folder), material.Receipt.Digest,
            Machine.Describe(), context.Time.GetUtcNow(), null, context.Arguments, choice, digest);
        context.Compute();
        context.Log.Stage($"Splitting; vocabularies, interaction shares and causal effects from the training part{(material.Source.Shards > 1 ? $", in {material.Source.Shards} shards" : "")}");
        using var study = Study.Prepare(material.Source, facts, options, ct);
        if (resumed is null)
            await BeginAsync(run, options, ct).ConfigureAwait(false);
        SplitView.Show(context.Page, study.People, study.Options, study.Options.Refit && study.Network.HasLinearTower);
        EffectsView.Show(context.Page, study.Effects, material.Names);
        context.Log.Stage("Fitting the linear tower; its penalty is chosen on validation");
        var linear = study.FitLinearTower(ct);
        context.Log.Stage($"Training {options.Network}");
        var epochs = new TrainingStage(context, folder, material.Receipt.Digest, CheckpointEvery).Run(study, linear, resumed is not null, ct);
        context.Log.Stage("Fitting the baselines, and measuring everything on the test part");
        var baselines = BaselineFits.Of(study, ct);
        var model = study.Finish(linear, ct);
        var (scores, patients) = Measure(model, baselines, study.People, options.Seed, ct);
        Scores = scores;
        var decisions = HeldOutDecisions.Of(model, study.Split.Test.Patients, options.Seed);
        context.Log.Stage("Asking whether the gates follow the patients");
        var gates = GatesOf(model, study.Split, material, options.Seed, ct);
        ModelFile.Write(folder.Model, model, baselines);
        folder.Write(RunFolder.ScoresName, ScoresFile.Write(patients));
        folder.Write("metrics.json", JsonText.Of(new { scores, decisions, gates, epochs = epochs.Select(Line) }) + "\n");
        TrainingView.Show(context.Page, epochs);
        ScoreView.Show(context.Page, scores, material.OracleAt(options.Level), options.InteractionSeverity);
        if (options.Protocol == SplitProtocol.Legacy)
            FieldView.Show(context.Page, scores);
        string[] warnings = [.. study.Remarks, .. gates is null ? [] : SampleRemarks.OfGates(study.People), .. material.Warnings(scores.Patients)];
        ScoreView.Warn(context.Page, warnings);
        DecisionView.Show(context.Page, decisions);
        GateView.Show(context.Page, gates);
        var advisor = AdvisorOf(model, knowledge);
        var (patient, advice) = await AdviceChoice.FirstTelling(advisor, study.Split.Test, ct).ConfigureAwait(false);
        var told = AdviceText.Of(advice, model.Decision, patient, material.Names, knowledge.Tables) with { Certainty = CertaintyText.Of(advice.Recommendation, model.Certainty, material.Names) };
        AdviceView.Show(context.Page, told, heldOut: true);
        run = run with { EndedAt = context.Time.GetUtcNow() };
        Report(run, study, scores, decisions, gates, epochs, (patient, advice), warnings);
        folder.Write(run);
        Where();
        return new
        {
            Notice = Notice.Words,
            Run = folder.Folder.FullName,
            Cohort = CohortNumbers.Of(material.Receipt, study.People.Sizes, []),
            material.Receipt,
            Effects = EffectsView.Strongest(study.Effects, material.Names),
            Epochs = epochs.Select(Line),
            Scores = scores,
            Decisions = decisions,
            Gates = gates,
            Oracle = material.OracleAt(options.Level),
            Advice = told,
            Warnings = warnings,
        };
    }

    /// <summary>Measures a model and its baselines on held-out patients, who must not have taken part in anything.</summary>
    /// <exception cref="CafeMedException"><c>CM2008</c>: some did.</exception>
    public static (Scoreboard Scores, PatientScores Patients) Measure(TrainedModel model, IReadOnlyList<Contestant> baselines, StudyPatients people, int seed, CancellationToken ct)
    {
        var test = people.Test(ct).Select(part =>
        {
            model.RefuseLeaks(part.Patients);
            return model.Encoder.Encode(part.Patients);
        });
        return Evaluator.Measure([model.AsContestant(), .. baselines], test, model.Graph, model.Options.InteractionSeverity, seed, model.DiagnosisCounts());
    }

    /// <summary>Whether the model's gates follow its held-out patients, of those in memory; <see langword="null"/> where it has none.</summary>
    public static GateAgreement? GatesOf(TrainedModel model, CohortSplit split, Material material, int seed, CancellationToken ct) => GateStudy.Of(
        model.Scorer.Network, model.Encoder.Encode(split.Training.Patients), model.Encoder.Encode(split.Test.Patients),
        PlantedTruth.Of(material, model.Options.Level, split.Test), seed, ct);

    private Advisor AdvisorOf(TrainedModel model, SafetyKnowledge knowledge) =>
        new(new TrainedRecommender(model), Rules.Of(model.Graph, material.Names, knowledge, model.Options.Rules));

    private async Task BeginAsync(RunFile run, StudyOptions options, CancellationToken ct)
    {
        folder.Make();
        if (material.Folder.FullName == folder.OwnCohort.FullName)
            await material.WriteAsync(ct).ConfigureAwait(false);
        folder.Write("config.yaml", YamlText.Write(Settings.ToJson(options)));
        folder.Write("receipt.json", material.Receipt.ToJson() + "\n");
        folder.Write(run);
    }

    // Without the seconds: the same run gives the same file.
    private static object Line(EpochReport epoch) =>
        new { epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.InteractionRate, epoch.Multiplier, epoch.ValidationJaccard, epoch.ValidationLoss, epoch.Best };

    private void Report(
        RunFile run, Study study, Scoreboard scores, DecisionReview decisions, GateAgreement? gates, IReadOnlyList<EpochReport> epochs, (Patient Patient, Advice Advice) shown, IReadOnlyList<string> warnings)
    {
        var page = ReportPage.Render(new RunReport
        {
            Name = folder.Name,
            Title = $"{study.Options.Network} and {Figures.Of(study.Options.Baselines.Count, "baseline")} on {material.Receipt.Name}, {Figures.Of(material.Receipt.Patients, "patient")}",
            Utc = $"{run.StartedAt:yyyy-MM-dd HH:mm} UTC",
            Seed = study.Options.Seed,
            Configuration = YamlText.Write(Settings.ToJson(study.Options)),
            Cohort = CohortNumbers.Of(material.Receipt, study.People.Sizes, [.. ReceiptView.Lines(material.Receipt)]),
            Scores = scores,
            AsTheField = study.Options.Protocol == SplitProtocol.Legacy,
            Epochs = [.. epochs],
            Gates = gates,
            Decisions = decisions,
            Advice = shown.Advice,
            Patient = shown.Patient,
            Label = material.Names.Label,
            Provenance = new Provenance(study.Graph.Source, study.Effects.Estimator, study.Effects.FittedOn.Digest, CliVersion.All(), null, run.Machine),
            Warnings = [.. warnings],
        });
        folder.Write(folder.Report.Name, page);
    }

    private void Where()
    {
        context.Page.Heading("Written");
        context.Page.Line($"  {folder.Folder.FullName}");
        context.Page.Line("  report.html    all of this with plots, in one page that needs nothing else");
        context.Page.Line("  metrics.json   the table with every measure, and the epochs");
        context.Page.Line("  scores.json    the same patient by patient, for `cafemed eval --against`");
        context.Page.Line("  config.yaml    every setting; run.json: seed, machine, command");
        context.Page.Line("  receipt.json   where the people come from, and what was left out");
        context.Page.Line("  *.safetensors  what was learned: `cafemed eval` and `recommend` read it");
    }
}
