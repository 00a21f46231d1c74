using System.Collections.Immutable;

namespace CafeMed.Safety.Building;

/// <summary>What was made of the interaction base.</summary>
/// <param name="Files">The tables by file name.</param>
/// <param name="IngredientPairs">Pairs of ingredients of the source.</param>
/// <param name="Kept">Those that became pairs of codes.</param>
/// <param name="WithoutCode">Those left out because an ingredient has no ATC code.</param>
/// <param name="WithoutLevel">Those left out because the source gives no level.</param>
/// <param name="Pairs">Pairs of codes.</param>
/// <param name="Codes">Codes.</param>
/// <param name="SameIngredient">Pairs of codes left out because they are one ingredient.</param>
/// <param name="Levels">Pairs of codes by severity, from the least.</param>
/// <param name="Mechanisms">Pairs of codes by mechanism, most frequent first; <see cref="Mechanism.Other"/> is what no term rule reads.</param>
public sealed record KnowledgeBuild(
    ImmutableArray<KeyValuePair<string, ImmutableArray<byte>>> Files,
    int IngredientPairs, int Kept, int WithoutCode, int WithoutLevel, int Pairs, int Codes, int SameIngredient,
    ImmutableArray<KeyValuePair<Severity, int>> Levels, ImmutableArray<KeyValuePair<Mechanism, int>> Mechanisms);
