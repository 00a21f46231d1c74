using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>A disease: an ICD-10 category with the codes that stand for it.</summary>
/// <param name="Id">The category: three characters.</param>
/// <param name="Cluster">The hidden cluster it belongs to.</param>
/// <param name="Chronic">Whether it stays.</param>
/// <param name="LogOdds">Log odds of its rate: over patients where chronic, over visits where not.</param>
/// <param name="Age">Added for each 20 years above 62.</param>
/// <param name="Female">Added for women; negative infinity where they cannot have it.</param>
/// <param name="Male">Added for men; negative infinity where they cannot have it.</param>
/// <param name="Intensive">Added to the log odds of an intensive care unit.</param>
/// <param name="Given">Alternatives, each a list of diseases that must be there; empty where nothing must.</param>
/// <param name="Excludes">Diseases that must not be there.</param>
/// <param name="Icd10">ICD-10-CM codes, commonest first.</param>
/// <param name="Icd9">ICD-9-CM codes, commonest first.</param>
internal sealed record CategoryRow(
    string Id, int Cluster, bool Chronic, double LogOdds, double Age, double Female, double Male, double Intensive,
    ImmutableArray<ImmutableArray<int>> Given, ImmutableArray<int> Excludes, ImmutableArray<Code> Icd10, ImmutableArray<Code> Icd9);
