using CafeMed.Learning.Export.Card;

namespace CafeMed.Cli.Show;

/// <summary>A model card as values for JSON.</summary>
internal static class CardView
{
    /// <summary>The card: every attribute with who filled it, or with what is expected.</summary>
    public static object Of(ModelCard card) => new
    {
        Schema = "170.315(b)(11)(iv)(B)",
        card.Name,
        card.Title,
        card.Warnings,
        Filled = card.Attributes.Count - card.Open,
        card.Open,
        Attributes = card.Attributes.Select(attribute => new
        {
            attribute.Outline.Number, attribute.Outline.Key, attribute.Outline.Group, attribute.Outline.Title,
            FilledBy = attribute.Filler, Answer = attribute.Lines,
            ToDo = attribute.Filler == CardFiller.Open ? $"To be filled by the deployer: {attribute.Outline.Expected}" : null,
        }),
        card.Groups,
    };
}
