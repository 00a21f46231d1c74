using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>Which set of drugs is worth most, among those that are allowed. Drugs are known by their index.</summary>
public sealed record SafeSetProblem
{
    /// <summary>Burdens are counted in millionths, so that adding them has no order.</summary>
    internal const double Unit = 1e6;

    /// <summary>Probability of each drug, in [0, 1].</summary>
    public required ImmutableArray<double> Probabilities { get; init; }

    /// <summary>What is made largest.</summary>
    public SafeSetObjective Objective { get; init; }

    /// <summary>For <see cref="SafeSetObjective.LogOdds"/>: the probability from which a drug adds value, in (0, 1). Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Sum of the probabilities of drugs that are not listed: they are part of the expected union. Default 0.</summary>
    public double Outside { get; init; }

    /// <summary>Drugs that may not be proposed. Default none.</summary>
    public ImmutableHashSet<int> Barred { get; init; } = [];

    /// <summary>Drugs that must be proposed as far as the rest allows: no set that keeps fewer of them is considered. Default none.</summary>
    public ImmutableHashSet<int> Keep { get; init; } = [];

    /// <summary>What each drug adds to the burden by itself, at least 0; empty where none does.</summary>
    public ImmutableArray<double> Burdens { get; init; } = [];

    /// <summary>Drugs that object to each other; each pair once.</summary>
    public ImmutableArray<SafeSetPair> Pairs { get; init; } = [];

    /// <summary>The most burden. Default: any.</summary>
    public double MaxBurden { get; init; } = double.PositiveInfinity;

    /// <summary>The value of a set, allowed or not; 0 for no drugs.</summary>
    public double ValueOf(IReadOnlyCollection<int> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (Objective == SafeSetObjective.LogOdds)
            return set.Sum(Gain);
        var hit = set.Sum(drug => Probabilities[drug]);
        var union = set.Count + All - hit;
        return union > 0 ? hit / union : 0;
    }

    /// <summary>The burden of a set, in the units of the weights.</summary>
    public double BurdenOf(IReadOnlyCollection<int> set) => UnitsOf(set) / Unit;

    /// <summary>Whether a set has no barred drug, no barred pair, and no more than the allowed burden. Says nothing about <see cref="Keep"/>.</summary>
    public bool Allows(IReadOnlyCollection<int> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return !set.Any(Barred.Contains)
            && !Pairs.Any(pair => pair.Barred && set.Contains(pair.First) && set.Contains(pair.Second))
            && UnitsOf(set) <= Limit;
    }

    /// <summary>What a drug adds to the value where it adds the same to every set, in nats.</summary>
    internal double Gain(int drug) => LogOdds.Of(Math.Clamp(Probabilities[drug], 1e-9, 1 - 1e-9)) - LogOdds.Of(Threshold);

    /// <summary>The expected number of drugs given.</summary>
    internal double All => Probabilities.Sum() + Outside;

    /// <summary>The allowed burden in whole units.</summary>
    internal long Limit => MaxBurden >= long.MaxValue / (4 * Unit) ? long.MaxValue / 4 : Whole(MaxBurden);

    /// <summary>A burden in whole units.</summary>
    internal static long Whole(double burden) => (long)Math.Round(burden * Unit);

    /// <summary>What a drug adds by itself, in whole units.</summary>
    internal long UnitsOf(int drug) => Burdens.IsDefaultOrEmpty ? 0 : Whole(Burdens[drug]);

    internal long UnitsOf(IReadOnlyCollection<int> set) =>
        set.Sum(UnitsOf) + Pairs.Where(pair => set.Contains(pair.First) && set.Contains(pair.Second)).Sum(pair => Whole(pair.Burden));
}
