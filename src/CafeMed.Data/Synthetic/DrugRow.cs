using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>A group of drugs.</summary>
/// <param name="Truth">What is true of it without confounding and persistence being scaled.</param>
/// <param name="Cluster">The hidden cluster that raises it.</param>
/// <param name="Rival">Column of its rival, or -1.</param>
/// <param name="Modifiers">What multiplies its effects, whatever the cause.</param>
/// <param name="Ingredients">ATC level 5, commonest first.</param>
internal sealed record DrugRow(
    SyntheticMedication Truth, int Cluster, int Rival, ImmutableArray<SyntheticModifier> Modifiers, ImmutableArray<Code> Ingredients);
