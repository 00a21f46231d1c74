namespace CafeMed.Safety.Knowledge;

/// <summary>One source of facts about pairs of ingredients (ATC codes of level 5). Pure, and safe for use by several threads.</summary>
public interface IInteractionSource
{
    /// <summary>Name, date and licence.</summary>
    string Name { get; }

    /// <summary>The ingredients that the source surveys: a pair of them without a fact has no interaction in it. Empty where it lists single facts alone.</summary>
    IEnumerable<Code> Surveyed { get; }

    /// <summary>Whether the source surveys <paramref name="ingredient"/>.</summary>
    bool Knows(Code ingredient);

    /// <summary>What it says of two ingredients, whichever comes first; <see langword="null"/> where it has no fact.</summary>
    InteractionFact? Between(Code first, Code second);

    /// <summary>Every pair among <paramref name="universe"/> about which it has a fact, each once.</summary>
    IEnumerable<(Code First, Code Second, Severity Severity)> Pairs(IReadOnlyList<Code> universe);
}
