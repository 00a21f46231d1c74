namespace CafeMed.Data;

/// <summary>One code that a code of the other edition of ICD is mapped to.</summary>
/// <param name="Code">The target.</param>
/// <param name="Approximate">The two do not mean exactly the same. Nearly all are.</param>
/// <param name="Combination">The target is one of several that are needed together.</param>
/// <param name="Scenario">Which of the alternatives it belongs to, from 1; 0 where it is no combination.</param>
/// <param name="Choice">Its place in the combination: one target is taken of each place; 0 where it is no combination.</param>
public sealed record GemTarget(Code Code, bool Approximate, bool Combination, int Scenario, int Choice);
