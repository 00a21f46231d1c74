using System.Collections.Immutable;

namespace CafeMed;

/// <summary>What was measured on patients of whom training saw nothing, and is said with every answer: conformal sets, intervals of probabilities, when to abstain.</summary>
/// <remarks>Numbers only: it is stored with a model as JSON, and needs nothing of what fitted it.</remarks>
public sealed record DecisionKnowledge
{
    /// <summary>Of how many patients everything here is.</summary>
    public required int Patients { get; init; }

    /// <summary>Whether these patients took part in nothing else. Where not, they also chose when to stop, the recalibration and the decision, and the promises are close, not exact.</summary>
    public required bool HeldApart { get; init; }

    /// <summary>The miss rate that is shown first; <see cref="Bounds"/> has it.</summary>
    public required double MissRate { get; init; }

    /// <summary>Conformal sets, by rising miss rate.</summary>
    public required ImmutableArray<ConformalBound> Bounds { get; init; }

    /// <summary>Intervals of probabilities, by rising probability; empty where there were too few predictions.</summary>
    public required ImmutableArray<ProbabilityBand> Bands { get; init; }

    /// <summary>When to abstain.</summary>
    public required Abstention Abstention { get; init; }

    /// <summary>The conformal set that is shown first.</summary>
    /// <exception cref="InvalidDataException">There is none of <see cref="MissRate"/>.</exception>
    public ConformalBound Shown() => Bounds.FirstOrDefault(bound => bound.MissRate.Equals(MissRate))
        ?? throw new InvalidDataException($"There is no conformal set of the miss rate {MissRate}.");

    /// <summary>The rates of the conformal sets that hold a drug of this probability.</summary>
    public ImmutableArray<double> SetsWith(double probability) => [.. Bounds.Where(bound => probability >= bound.From).Select(bound => bound.MissRate)];

    /// <summary>What came of predictions of about this probability, with its 95 % interval; <see langword="null"/> where there were too few.</summary>
    /// <remarks>Within a band the numbers move along with the probability, in log odds.</remarks>
    public Interval? ObservedAt(double probability)
    {
        if (Bands.IsEmpty)
            return null;
        var band = Bands.FirstOrDefault(one => probability <= one.UpTo) ?? Bands[^1];
        return new(Moved(band.Observed), Moved(band.Lower), Moved(band.Upper));

        double Moved(double share) => share is <= 0 or >= 1 || probability is <= 0 or >= 1
            ? share
            : LogOdds.Probability(LogOdds.Of(probability) + LogOdds.Of(share) - LogOdds.Of(band.Predicted));
    }
}
