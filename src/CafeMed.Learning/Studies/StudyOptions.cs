using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Studies;

/// <summary>Everything that decides what a study does, beside the cohort: what a run folder stores, resolved.</summary>
public sealed record StudyOptions
{
    /// <summary>Decides the split, the initial weights, the order of batches and the bootstrap. Default 7.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 7;

    /// <summary>How the cohort is split: leak-free (by a hash of the patient), or legacy (the order and parts of the SafeDrug line, and its interactions where the cohort has them). Default leak-free.</summary>
    public SplitProtocol Protocol { get; init; } = SplitProtocol.LeakFree;

    /// <summary>What the leak-free protocol holds out. Default: patients, in one split.</summary>
    [Required]
    public SplitOptions Split { get; init; } = new();

    /// <summary>Which codes of a visit its recommendation may use: all of the stay (retrospective), or what is known on arrival (admission). Default retrospective.</summary>
    public VisitTrack Track { get; init; } = VisitTrack.Retrospective;

    /// <summary>ATC level of the recommendation: 3, 4 or 5. Default 4 (C09AA).</summary>
    [Range(3, 5)]
    public int Level { get; init; } = AtcLevel.Default;

    /// <summary>The network, by name. Default cafemed.</summary>
    [Required]
    public string Network { get; init; } = "cafemed";

    /// <summary>The network's own options. What is not given has its default.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>The estimator of causal effects, by name. Default ridge-dml.</summary>
    [Required]
    public string Effects { get; init; } = "ridge-dml";

    /// <summary>What adjusting estimators adjust for: all that came before the code (total), or every other code of the visit as well (direct). Default total. Estimators that do not adjust ignore it.</summary>
    public EffectTrack EffectTrack { get; init; } = EffectTrack.Total;

    /// <summary>Recommenders beside the network, by name, strongest first. Default logistic, copy-last, popular.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = ["logistic", "copy-last", "popular"];

    /// <summary>Training patients that a diagnosis, procedure or context code needs to have a column of its own; rarer ones are UNKNOWN. Default 2.</summary>
    [Range(1, 1_000_000)]
    public int MinCodePatients { get; init; } = 2;

    /// <summary>Training patients that a medication needs to be recommended. Default 1.</summary>
    [Range(1, 1_000_000)]
    public int MinMedicationPatients { get; init; } = 1;

    /// <summary>Pairs count in the interaction rate from this severity on. Default warning ("not recommended").</summary>
    public Severity InteractionSeverity { get; init; } = Severity.Warning;

    /// <summary>Safety rules, by name, that are switched off or have another level. Default none: every rule speaks, each finding at its own level.</summary>
    [Required]
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; init; } = new Dictionary<string, RuleOptions>();

    /// <summary>How sets are chosen from probabilities, what is promised of them, and when to abstain.</summary>
    [Required]
    public DecisionOptions Decision { get; init; } = new();

    /// <summary>Whether the linear tower is fitted once more when all is chosen, on training and validation patients together: a fifth more people. Default on.</summary>
    public bool Refit { get; init; } = true;

    /// <summary>How the network is trained.</summary>
    [Required]
    public TrainerOptions Trainer { get; init; } = new();

    /// <summary>How much of a cohort of several shards is held in memory.</summary>
    [Required]
    public StreamingOptions Streaming { get; init; } = new();

    /// <summary>How the cohort is split.</summary>
    /// <exception cref="CafeMedException"><c>CM2040</c>, <c>CM2041</c>: protocol, split and fold do not go together.</exception>
    public SplitDesign Design() => new(Protocol, Seed, Split.Kind, Split.Folds, Split.Fold);
}
