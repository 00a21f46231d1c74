namespace CafeMed.Inference.Packing;

/// <summary>model.json: all that is neither numbers of the network nor text for people.</summary>
internal sealed record StoredModel
{
    /// <summary>Codes by kind, in the order of their columns.</summary>
    public required Dictionary<CodeKind, string[]> Vocabularies { get; init; }

    public required Decision Decision { get; init; }

    public required DecisionKnowledge Certainty { get; init; }

    public required int Level { get; init; }

    public VisitTrack Track { get; init; }

    public required Severity InteractionSeverity { get; init; }

    public required Dictionary<string, RuleOptions> Rules { get; init; }

    public required StoredEffects Effects { get; init; }

    public required StoredGraph Interactions { get; init; }

    public required SortedDictionary<string, string> Names { get; init; }

    public static StoredModel Of(BundleContent content) => new()
    {
        Vocabularies = content.Vocabularies.All.ToDictionary(vocabulary => vocabulary.Kind, vocabulary => vocabulary.Codes.Select(code => code.ToString()).ToArray()),
        Decision = content.Decision,
        Certainty = content.Certainty,
        Level = content.Level,
        Track = content.Track,
        InteractionSeverity = content.InteractionSeverity,
        Rules = content.Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal).ToDictionary(),
        Effects = StoredEffects.Of(content.Effects),
        Interactions = StoredGraph.Of(content.Graph),
        Names = new(content.Names.ToDictionary(name => name.Key.ToString(), name => name.Value), StringComparer.Ordinal),
    };

    // Nobody can be found in a bundle: the digest of the training patients is in the manifest, their numbers are not.
    public Vocabularies ToVocabularies(string trainingPatients)
    {
        if (trainingPatients.Length != 64)
            throw new InvalidDataException("the digest of the training patients is none");
        var vocabularies = new Vocabularies(Vocabularies.Select(pair => new Vocabulary(pair.Key, pair.Value.Select(Code.Parse))), Fingerprint.None);
        return Vocabularies.All(pair => vocabularies[pair.Key].Codes.Select(code => code.ToString()).SequenceEqual(pair.Value))
            ? vocabularies
            : throw new InvalidDataException("a vocabulary is not in the order of its columns");
    }

    public InteractionGraph ToGraph() => Interactions.ToGraph();
}
