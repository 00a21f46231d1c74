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

    /// <summary>Reads them off encoded training visits that pass by table after table.</summary>
    internal sealed class Sums(PatientEncoder encoder)
    {
        private readonly double[] _shares = new double[encoder.Size(Channel.Context)];
        private readonly double[] _sums = new double[Numbers];
        private readonly double[] _squares = new double[Numbers];
        private int _visits;

        public void Add(VisitTable training)
        {
            _visits += training.Visits;
            for (var v = 0; v < training.Visits; v++)
            {
                foreach (var token in training[Channel.Context][v])
                    _shares[token]++;
                double[] numbers =
                [
                    Math.Log(1 + training[Channel.Diagnosis][v].Length), Math.Log(1 + training[Channel.Procedure][v].Length),
                    Math.Log(1 + training[Channel.History][v].Length), training.Gaps[v], training.Numbers[v] == 0 ? 1 : 0,
                ];
                for (var i = 0; i < Numbers; i++)
                    (_sums[i], _squares[i]) = (_sums[i] + numbers[i], _squares[i] + numbers[i] * numbers[i]);
            }
        }

        public ModifierMeans Means()
        {
            var visits = (double)Math.Max(1, _visits);
            return new(
                [.. _shares.Select(count => (float)(count / visits))],
                [.. _sums.Select(sum => (float)(sum / visits))],
                [.. _squares.Select((square, i) => (float)Math.Sqrt(Math.Max(0, square / visits - _sums[i] / visits * (_sums[i] / visits))))]);
        }
    }
}
