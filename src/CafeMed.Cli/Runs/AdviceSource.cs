using CafeMed.Cli.Show;
using CafeMed.Data.Names;
using CafeMed.Inference;
using CafeMed.Learning.Studies;
using CafeMed.Safety.Checking;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Runs;

/// <summary>Who answers for a patient, and all that is needed to show the answer: a run with torch, or a bundle without.</summary>
internal sealed record AdviceSource : IDisposable
{
    private readonly IDisposable _held;

    private AdviceSource(IDisposable held) => _held = held;

    /// <summary>Who answers.</summary>
    public required IRecommender Recommender { get; init; }

    /// <summary>The interactions, with shares from training patients.</summary>
    public required InteractionGraph Graph { get; init; }

    /// <summary>The columns, and what of a visit they may see.</summary>
    public required PatientEncoder Encoder { get; init; }

    /// <summary>How a set is chosen.</summary>
    public required Decision Decision { get; init; }

    /// <summary>What was measured of its decisions.</summary>
    public required DecisionKnowledge Certainty { get; init; }

    /// <summary>ATC level of the recommendation.</summary>
    public required int Level { get; init; }

    /// <summary>Safety rules that are switched off or have another level.</summary>
    public required IReadOnlyDictionary<string, RuleOptions> Rules { get; init; }

    /// <summary>What codes are called.</summary>
    public required CodeNames Names { get; init; }

    /// <summary>Whether training was on made-up people.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Who made the run, when, of what.</summary>
    public required RunFile Run { get; init; }

    /// <summary>A run folder: needs torch.</summary>
    public static AdviceSource OfRun(DirectoryInfo place)
    {
        var (folder, run) = RunFolder.Open(place);
        var (model, _) = folder.ReadModel();
        var synthetic = folder.IsSynthetic();
        return new AdviceSource(model)
        {
            Recommender = new TrainedRecommender(model), Graph = model.Graph, Encoder = model.Encoder, Decision = model.Decision, Certainty = model.Certainty, Level = model.Options.Level,
            Rules = model.Options.Rules, Names = CohortMaker.NamesOf(synthetic), Synthetic = synthetic, Run = run,
        };
    }

    /// <summary>A bundle: needs no torch.</summary>
    public static AdviceSource OfBundle(FileInfo file, BundleTrust trust)
    {
        var bundle = Bundle.Open(file.FullName, trust);
        return new AdviceSource(bundle)
        {
            Recommender = bundle.Recommender, Graph = bundle.Graph, Encoder = bundle.Encoder, Decision = bundle.Decision, Certainty = bundle.Certainty, Level = bundle.Level,
            Rules = bundle.Rules, Names = new CodeNames(bundle.Names), Synthetic = bundle.IsSynthetic, Run = JsonText.Read<RunFile>(bundle.Text(BundleEntries.Run)),
        };
    }

    /// <summary>What the rules know, and the graph that goes with it.</summary>
    /// <param name="chosen">Tables that were asked for; <see langword="null"/> for the run's.</param>
    /// <param name="ct">Stops reading.</param>
    public (SafetyKnowledge Knowledge, InteractionGraph Graph, IReadOnlyList<string> Remarks) Knowledge(InteractionChoice? chosen, CancellationToken ct)
    {
        // The run's own table may have gone since; the graph with its levels is in the model, and the shipped tables then tell the reasons.
        if (chosen is null && Run.Interactions?.File is { } gone && !File.Exists(gone))
            return (SafetyKnowledge.Shipped(), Graph, [$"The run's table of interactions, {gone}, is not there: its levels are the model's, its citations are lost."]);
        var (knowledge, remarks) = (chosen ?? Run.Interactions ?? InteractionChoice.Shipped).Read(ct);
        // Another table than the run's has no shares of its own: there every ingredient of a group counts the same.
        return (knowledge, chosen is null ? Graph : DirectGraph.Of(knowledge.Interactions, CodeSet.From(Encoder.Medications.Codes)), remarks);
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _held.Dispose();
}
