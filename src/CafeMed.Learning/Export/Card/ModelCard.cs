namespace CafeMed.Learning.Export.Card;

/// <summary>What a user has to know of a model before trusting it: 31 attributes, each answered or marked as open.</summary>
public sealed record ModelCard
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The attributes, in the order of <see cref="CardOutline.All"/>.</summary>
    public required IReadOnlyList<CardAttribute> Attributes { get; init; }

    /// <summary>How the model does by group, as far as it was measured.</summary>
    public required IReadOnlyList<CardGroup> Groups { get; init; }

    /// <summary>What a reader must know before trusting a number.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How many attributes nobody filled yet.</summary>
    public int Open => Attributes.Count(attribute => attribute.Filler == CardFiller.Open);

    /// <summary>A card with the answers that are there; what has none is open.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="title">What it is.</param>
    /// <param name="answers">By key: who answered, and what. A deployer's answer goes before others.</param>
    /// <param name="groups">By group.</param>
    /// <param name="warnings">What a reader must know.</param>
    public static ModelCard Of(
        string name, string title, IReadOnlyDictionary<string, (CardFiller Filler, IReadOnlyList<string> Lines)> answers, IReadOnlyList<CardGroup> groups, IReadOnlyList<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new()
        {
            Name = name,
            Title = title,
            Attributes = [.. CardOutline.All.Select(outline => answers.TryGetValue(outline.Key, out var answer)
                ? new CardAttribute(outline, answer.Filler, answer.Lines)
                : new CardAttribute(outline, CardFiller.Open, []))],
            Groups = groups,
            Warnings = warnings,
        };
    }
}
