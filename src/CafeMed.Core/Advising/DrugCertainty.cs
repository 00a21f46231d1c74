using System.Collections.Immutable;

namespace CafeMed;

/// <summary>How sure a drug's probability is.</summary>
/// <param name="Observed">What came of predictions like this one among patients that training did not see, with its 95 % interval; <see langword="null"/> where there were too few.</param>
/// <param name="InSetsOf">The miss rates of the conformal sets that hold the drug, rising; empty where none does.</param>
public sealed record DrugCertainty(Interval? Observed, ImmutableArray<double> InSetsOf);
