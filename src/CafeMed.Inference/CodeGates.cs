using System.Collections.Immutable;

namespace CafeMed.Inference;

/// <summary>How one patient's visit turns the effects of one of its codes up and down.</summary>
/// <param name="Kind">What kind of code.</param>
/// <param name="Code">Which code, or <see langword="null"/> for one that training never saw.</param>
/// <param name="Gates">(M) by medication, the multiplier of the code's effect, in (0, 3): 1 leaves it as it is.</param>
public sealed record CodeGates(CodeKind Kind, Code? Code, ImmutableArray<float> Gates);
