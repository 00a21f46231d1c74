using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>The habits of one hospital.</summary>
/// <param name="Code">The hospital, as visits say it.</param>
/// <param name="LogOdds">(M) added to the log odds of each group of drugs, in nats, in the order of <see cref="SyntheticTruth.Medications"/>.</param>
public sealed record SyntheticSite(Code Code, ImmutableArray<double> LogOdds)
{
    /// <summary>Share of the people who come here, in (0, 1].</summary>
    public double Share { get; init; }

    /// <summary>(M) the ingredient (ATC level 5) that the formulary puts first in each group.</summary>
    public ImmutableArray<Code> Formulary { get; init; } = [];

    /// <summary>Diseases and kinds of procedure for which this hospital's commonest code is the second of the table instead of the first.</summary>
    public ImmutableArray<string> CodedOtherwise { get; init; } = [];

    /// <summary>Chance that a drug that was given here is not recorded.</summary>
    public double MissingLabels { get; init; }

    /// <summary>Chance that a drug group that was not given here is recorded.</summary>
    public double SpuriousLabels { get; init; }

    /// <summary>Chance that a diagnosis or procedure is not recorded here.</summary>
    public double MissingCodes { get; init; }
}
