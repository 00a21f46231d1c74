using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>The habits of one hospital.</summary>
/// <param name="Code">The hospital, as visits say it.</param>
/// <param name="LogOdds">(M) added to the log odds of each group of drugs, in nats, in the order of <see cref="SyntheticTruth.Medications"/>.</param>
public sealed record SyntheticSite(Code Code, ImmutableArray<double> LogOdds);
