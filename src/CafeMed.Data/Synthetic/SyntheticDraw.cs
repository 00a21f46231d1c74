using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>A person as recorded, and what is true of every visit; nothing where it was not asked for.</summary>
/// <param name="Patient">The record.</param>
/// <param name="Truths">One for each visit, or none.</param>
internal sealed record SyntheticDraw(Patient Patient, ImmutableArray<SyntheticVisitTruth> Truths);
