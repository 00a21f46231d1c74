namespace CafeMed.Learning.Export.Card;

/// <summary>One attribute of a card, filled or open.</summary>
/// <param name="Outline">What is asked.</param>
/// <param name="Filler">Who answered.</param>
/// <param name="Lines">The answer, a sentence or fact each; empty where it is open.</param>
public sealed record CardAttribute(CardOutline Outline, CardFiller Filler, IReadOnlyList<string> Lines);
