namespace CafeMed.Learning.Tuning;

/// <summary>Proposes where to look next: by chance at first, then by a tree of Parzen estimators.</summary>
/// <remarks>
/// The trials so far are parted into the best 15 % and the rest; per dimension each part gives a density: a mixture of truncated normals around its
/// trials (as wide as the gap to the next) and of an even one, for choices their counts and an even prior. Of 24 values drawn from the density of the good ones, the one with the largest
/// ratio of both densities is proposed. Source: Bergstra et al. 2011, Algorithms for hyper-parameter optimization, NeurIPS 24.
/// </remarks>
public static class TreeParzen
{
    private const double Good = 0.15;
    private const int Candidates = 24;

    /// <summary>The place of the next trial, one number in [0, 1] for each dimension.</summary>
    /// <param name="space">What is searched.</param>
    /// <param name="seen">Places of finished trials with what they reached; more is better.</param>
    /// <param name="startup">So many trials are drawn by chance first.</param>
    /// <param name="seed">The same seed, number and trials give the same place.</param>
    /// <param name="number">The trial's number.</param>
    public static double[] Propose(SearchSpace space, IReadOnlyList<(double[] Place, double Score)> seen, int startup, int seed, int number)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(seen);
        var random = new Random(unchecked(seed * 1_000_003 + number * 7919 + 29));
        if (seen.Count < Math.Max(2, startup))
            return [.. space.Dimensions.Select(_ => random.NextDouble())];
        var ranked = seen.OrderByDescending(trial => double.IsNaN(trial.Score) ? double.NegativeInfinity : trial.Score).Select(trial => trial.Place).ToArray();
        var good = Math.Max(1, (int)Math.Ceiling(Good * ranked.Length));
        return [.. space.Dimensions.Select((dimension, d) => Propose(
            dimension, [.. ranked[..good].Select(place => place[d])], [.. ranked[good..].Select(place => place[d])], random))];
    }

    private static double Propose(SearchDimension dimension, double[] good, double[] rest, Random random)
    {
        var (likely, unlikely) = (Density(dimension, good), Density(dimension, rest));
        var best = (Place: 0.5, Ratio: double.NegativeInfinity);
        for (var i = 0; i < Candidates; i++)
        {
            var place = likely.Draw(random);
            var ratio = Math.Log(likely.At(place)) - Math.Log(unlikely.At(place));
            if (ratio > best.Ratio)
                best = (place, ratio);
        }
        return best.Place;
    }

    private static ParzenDensity Density(SearchDimension dimension, double[] places) =>
        dimension.Choices.IsEmpty ? ParzenDensity.OfNumbers(places) : ParzenDensity.OfChoices([.. places.Select(dimension.Choice)], dimension.Choices.Length);
}
