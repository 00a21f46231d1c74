using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What a drug's text means.</summary>
/// <param name="Text">The text that was asked for.</param>
/// <param name="Codes">ATC codes of level 5, in order; several where the product combines ingredients and ATC has no code for the whole; none where it is not understood.</param>
/// <param name="Ingredients">Names of its ingredients in lower case, in order; none where it was found as a whole string, which has codes alone.</param>
/// <param name="Basis">How it was understood.</param>
public sealed record DrugAnswer(string Text, ImmutableArray<Code> Codes, ImmutableArray<string> Ingredients, DrugBasis Basis)
{
    /// <summary>The user's map file that answered, or <see langword="null"/>.</summary>
    public string? File { get; init; }
}
