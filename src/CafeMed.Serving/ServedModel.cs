using System.Collections.Immutable;
using CafeMed.Data;
using CafeMed.Data.Names;
using CafeMed.Inference;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Serving;

/// <summary>All that a server answers with: a recommender with its vocabularies, rules and names. Immutable, so that a new one can be put in its place while requests run.</summary>
public sealed record ServedModel
{
    /// <summary>What must stand before everything that could be taken for medical advice.</summary>
    public const string Notice = "research decision support, not a medical device";

    /// <summary>What the model is called.</summary>
    public required string Name { get; init; }

    /// <summary>Answers for one patient; must bear several calls at once.</summary>
    public required IRecommender Recommender { get; init; }

    /// <summary>Interactions at the level of the recommendation.</summary>
    public required InteractionGraph Graph { get; init; }

    /// <summary>How a set is chosen from probabilities.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The codes that training knew.</summary>
    public required Vocabularies Vocabularies { get; init; }

    /// <summary>The ATC level of the recommended medications: 3, 4 or 5.</summary>
    public required int Level { get; init; }

    /// <summary>SHA-256 of the bundle, in small hexadecimal digits; it stands in every record of the audit.</summary>
    public required string Hash { get; init; }

    /// <summary>What the rules know.</summary>
    public required SafetyKnowledge Knowledge { get; init; }

    /// <summary>Rules that are switched off or have another level. Default: every rule with its own.</summary>
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; init; } = ImmutableDictionary<string, RuleOptions>.Empty;

    /// <summary>What codes are called.</summary>
    public CodeNames Names { get; init; } = new();

    /// <summary>From codes and names of drugs to ATC.</summary>
    public CodeMaps Maps { get; init; } = new();

    /// <summary>Whether training was on made-up people. Default: no.</summary>
    public bool Synthetic { get; init; }

    /// <summary>The model card as JSON, or <see langword="null"/>.</summary>
    public string? CardJson { get; init; }

    /// <summary>The model card as a page, or <see langword="null"/>.</summary>
    public string? CardHtml { get; init; }

    /// <summary>The report of the run as a page, or <see langword="null"/>.</summary>
    public string? ReportHtml { get; init; }

    /// <summary>How a patient's visit turns the effects of its codes up and down, or <see langword="null"/> where the recommender cannot say.</summary>
    public Func<Patient, ImmutableArray<CodeGates>>? Gates { get; init; }

    /// <summary>Patients to try the model with. Default: none.</summary>
    public ImmutableArray<Patient> Samples { get; init; } = [];

    /// <summary>The model of a bundle.</summary>
    /// <param name="bundle">The bundle; it must not be disposed while the model answers.</param>
    /// <param name="knowledge">What the rules know.</param>
    public static ServedModel Of(Bundle bundle, SafetyKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new ServedModel
        {
            Name = bundle.Manifest.Name,
            Recommender = bundle.Recommender,
            Graph = bundle.Graph,
            Decision = bundle.Decision,
            Vocabularies = bundle.Vocabularies,
            Level = bundle.Level,
            Hash = bundle.Hash,
            Knowledge = knowledge,
            Rules = bundle.Rules,
            Names = new CodeNames(bundle.Names),
            Synthetic = bundle.IsSynthetic,
            Gates = bundle.Recommender.GatesOf,
            CardJson = bundle.CardJson,
            CardHtml = bundle.CardHtml,
            ReportHtml = bundle.ReportHtml,
        };
    }
}
