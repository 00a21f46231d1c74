using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Where a run's knowledge and program come from.</summary>
/// <param name="InteractionSource">Name, date and licence of the interaction facts.</param>
/// <param name="EffectsEstimator">Name of the part that estimated the causal effects.</param>
/// <param name="FittedOn"><see cref="Fingerprint.Digest"/> of the patients that the vocabularies were read from.</param>
/// <param name="Versions">Version of each program and library, by name.</param>
/// <param name="Revision">The git revision of the program, or <see langword="null"/> where it is not known.</param>
/// <param name="Machine">Processor, memory and operating system, in one line.</param>
public sealed record Provenance(
    string InteractionSource, string EffectsEstimator, string FittedOn, ImmutableArray<KeyValuePair<string, string>> Versions,
    string? Revision, string Machine);
