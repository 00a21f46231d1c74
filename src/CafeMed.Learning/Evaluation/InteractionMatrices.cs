namespace CafeMed.Learning.Evaluation;

/// <summary>What pairs of drugs count in an interaction rate.</summary>
/// <param name="size">M.</param>
/// <param name="plain">(M, M) row-major share of interacting ingredient pairs.</param>
/// <param name="weighted">(M, M) row-major, by severity.</param>
internal sealed class InteractionMatrices(int size, float[] plain, float[] weighted)
{
    public static InteractionMatrices Of(InteractionGraph graph, Vocabulary medications, Severity atLeast) =>
        new(medications.Count, graph.Matrix(medications, atLeast), graph.WeightedMatrix(medications));

    /// <summary>(M, M) row-major, for decisions.</summary>
    public float[] Plain => plain;

    /// <summary>The sums over the pairs of a set, given by its columns.</summary>
    public (double Interacting, double Weighted) Pairs(ReadOnlySpan<int> set)
    {
        var (interacting, severe) = (0.0, 0.0);
        for (var i = 0; i < set.Length; i++)
            for (var j = i + 1; j < set.Length; j++)
                (interacting, severe) = (interacting + plain[set[i] * size + set[j]], severe + weighted[set[i] * size + set[j]]);
        return (interacting, severe);
    }

    /// <summary>The rate of sets that have each drug as often, combined by chance: <c>sum f_i f_j A_ij / sum f_i f_j</c> over pairs; NaN where fewer than two drugs occur.</summary>
    public double Chance(long[] counts)
    {
        var (interacting, all) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
            for (var j = i + 1; j < size; j++)
            {
                var pairs = (double)counts[i] * counts[j];
                (interacting, all) = (interacting + pairs * plain[i * size + j], all + pairs);
            }
        return all == 0 ? double.NaN : interacting / all;
    }
}
