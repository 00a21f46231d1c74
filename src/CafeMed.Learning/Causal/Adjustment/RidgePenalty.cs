using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Chooses the ridge penalty by generalised cross-validation on the loss of all drugs together.</summary>
/// <remarks>
/// <c>GCV = n RSS / (n - 1 - df)^2</c>, <c>df = tr(G (G + lambda I)^-1)</c>. The trace is exact where the columns are few, else it is estimated with random
/// signs, which the factor solves for along with the drugs. Source: Golub, Heath and Wahba 1979, Technometrics 21:215; Hutchinson 1989, Commun. Stat. Simul. 18:1059.
/// </remarks>
internal static class RidgePenalty
{
    private const int Probes = 32;
    private static readonly double[] _grid = [1, 3, 10, 30, 100, 300];

    /// <summary>The penalty of the grid with the least score; from 10 on it goes the way that the score falls.</summary>
    /// <param name="gram">(W, W) products around the means.</param>
    /// <param name="withDrugs">(W, M) products around the means.</param>
    /// <param name="drugSquares">Sum of squares of the drugs around their means.</param>
    /// <param name="visits">n.</param>
    /// <param name="seed">Draws the signs.</param>
    public static double Choose(Tensor gram, Tensor withDrugs, double drugSquares, int visits, int seed)
    {
        using var scope = NewDisposeScope();
        var probes = Signs((int)gram.shape[0], seed);
        var best = Array.IndexOf(_grid, 10);
        var score = Score(_grid[best]);
        foreach (var step in new[] { 1, -1 })
        {
            var start = best;
            for (var at = start + step; at >= 0 && at < _grid.Length; at += step)
            {
                var next = Score(_grid[at]);
                if (next >= score)
                    break;
                (best, score) = (at, next);
            }
            if (best != start)
                break;
        }
        return _grid[best];

        double Score(double penalty) => ScoreOf(gram, withDrugs, drugSquares, visits, probes, penalty);
    }

    private static double ScoreOf(Tensor gram, Tensor withDrugs, double drugSquares, int visits, Tensor probes, double penalty)
    {
        using var scope = NewDisposeScope();
        var factor = linalg.cholesky(WithRidge(gram, penalty));
        var weights = cholesky_solve(withDrugs, factor);                       // (W, M)
        var loss = drugSquares - 2 * (weights * withDrugs).sum().item<double>() + (weights * gram.matmul(weights)).sum().item<double>();
        var trace = (probes * cholesky_solve(probes, factor)).sum().item<double>() * (probes.shape[0] == probes.shape[1] ? 1 : 1.0 / probes.shape[1]);
        var left = visits - 1 - (gram.shape[0] - penalty * trace);
        return left <= 0 ? double.PositiveInfinity : visits * Math.Max(0, loss) / (left * left);
    }

    /// <summary>The matrix with a penalty on its diagonal.</summary>
    public static Tensor WithRidge(Tensor gram, double penalty)
    {
        using var scope = NewDisposeScope();
        var ridged = gram.clone();
        ridged.diagonal().Add_(ones(gram.shape[0], ScalarType.Float64), penalty);
        return ridged.MoveToOuterDisposeScope();
    }

    private static Tensor Signs(int width, int seed)
    {
        if (width <= 8 * Probes)
            return eye(width, dtype: ScalarType.Float64);
        var random = new Random(seed);
        var signs = new double[width * Probes];
        for (var i = 0; i < signs.Length; i++)
            signs[i] = random.Next(2) * 2 - 1;
        return tensor(signs, width, Probes);
    }
}
