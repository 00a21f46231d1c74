using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Where a diagnosis stands in the Clinical Classifications Software.</summary>
/// <param name="Groups">Its multi-level groups, widest first; several of one level where it was mapped to several ICD-9 codes.</param>
/// <param name="SingleLevel">Numbers of its single-level categories, as the multi-level titles name them; empty where they name none.</param>
/// <param name="Via">The ICD-9 codes that an ICD-10 code was looked up by, through the General Equivalence Mappings; empty for an ICD-9 code.</param>
public sealed record CcsAnswer(ImmutableArray<CcsGroup> Groups, ImmutableArray<string> SingleLevel, ImmutableArray<Code> Via);
