namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>Resamples the patients of all seeds together; a person who was held out with several seeds is one person.</summary>
internal sealed class PooledBootstrap
{
    private const int Count = 2000;
    private readonly int[][] _draws;

    public PooledBootstrap(int patients, int seed)
    {
        var random = new Random(seed);
        _draws = [.. Enumerable.Range(0, Count).Select(_ => Enumerable.Range(0, patients).Select(_ => random.Next(patients)).ToArray())];
        Everyone = [.. Enumerable.Range(0, patients)];
    }

    private int[] Everyone { get; }

    /// <summary>Sum of numerators over sum of denominators; a patient whose denominator is 0 is left out.</summary>
    public DrawnValue Ratio(double[] numerators, double[] denominators) =>
        new(Pooled(Everyone, numerators, denominators), [.. _draws.Select(draw => Pooled(draw, numerators, denominators))]);

    private static double Pooled(int[] draw, double[] numerators, double[] denominators)
    {
        var (above, below) = (0.0, 0.0);
        foreach (var patient in draw)
            (above, below) = (above + numerators[patient], below + denominators[patient]);
        return below == 0 ? double.NaN : above / below;
    }
}
