using CafeMed.Learning.Encoding;

namespace CafeMed.Learning.Networks;

/// <summary>What the average training visit has of all that may modify effects.</summary>
/// <param name="ContextShares">The share of visits that have each context token, in [0, 1].</param>
/// <param name="Means">(5) means of log(1 + diagnoses), log(1 + procedures), log(1 + medications of the visit before), log days since it, and whether it is the first visit.</param>
/// <param name="Deviations">(5) their standard deviations.</param>
public sealed record ModifierMeans(float[] ContextShares, float[] Means, float[] Deviations)
{
    /// <summary>How many numbers there are beside the context.</summary>
    public const int Numbers = 5;

    /// <summary>Nothing known: to be filled from a stored network.</summary>
    public static ModifierMeans Empty(PatientEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return new(new float[encoder.Size(Channel.Context)], new float[Numbers], new float[Numbers]);
    }

    /// <summary>Reads them off the encoded training visits.</summary>
    public static ModifierMeans Of(VisitTable training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var visits = Math.Max(1, training.Visits);
        var shares = new double[training.Encoder.Size(Channel.Context)];
        var (sums, squares) = (new double[Numbers], new double[Numbers]);
        for (var v = 0; v < training.Visits; v++)
        {
            foreach (var token in training[Channel.Context][v])
                shares[token] += 1.0 / visits;
            double[] numbers =
            [
                Math.Log(1 + training[Channel.Diagnosis][v].Length), Math.Log(1 + training[Channel.Procedure][v].Length),
                Math.Log(1 + training[Channel.History][v].Length), training.Gaps[v], training.Numbers[v] == 0 ? 1 : 0,
            ];
            for (var i = 0; i < Numbers; i++)
                (sums[i], squares[i]) = (sums[i] + numbers[i] / visits, squares[i] + numbers[i] * numbers[i] / visits);
        }
        return new(
            [.. shares.Select(share => (float)share)],
            [.. sums.Select(sum => (float)sum)],
            [.. squares.Select((square, i) => (float)Math.Sqrt(Math.Max(0, square - sums[i] * sums[i])))]);
    }
}
