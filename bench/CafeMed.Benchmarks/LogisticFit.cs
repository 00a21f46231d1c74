using CafeMed.Data.Synthetic;

namespace CafeMed.Benchmarks;

/// <summary>A ridge-penalised logistic regression on sparse rows, by L-BFGS. The last column is the intercept.</summary>
internal static class LogisticFit
{
    private const int Steps = 45, Memory = 7;

    /// <summary>Coefficients; a column with a negative penalty is held at nought.</summary>
    public static double[] Fit(int rows, Func<int, (int[] Columns, float[] Values)> row, Func<int, bool> label, double[] penalties)
    {
        var width = penalties.Length;
        var (weights, gradient, direction) = (new double[width], new double[width], new double[width]);
        var (steps, changes) = (new List<double[]>(), new List<double[]>());
        var loss = Loss(rows, row, label, penalties, weights, gradient);
        for (var step = 0; step < Steps; step++)
        {
            Direct(gradient, steps, changes, direction, rows);
            var slope = Dot(gradient, direction);
            if (slope > -1e-3)
                break;
            var (next, nextGradient, size, nextLoss) = (new double[width], new double[width], 1.0, 0.0);
            for (var turn = 0; turn < 12; turn++, size /= 2)
            {
                for (var i = 0; i < width; i++)
                    next[i] = weights[i] + size * direction[i];
                nextLoss = Loss(rows, row, label, penalties, next, nextGradient);
                if (nextLoss <= loss + 1e-4 * size * slope)
                    break;
            }
            steps.Add([.. next.Zip(weights, (a, b) => a - b)]);
            changes.Add([.. nextGradient.Zip(gradient, (a, b) => a - b)]);
            if (steps.Count > Memory)
            {
                steps.RemoveAt(0);
                changes.RemoveAt(0);
            }
            (weights, gradient, loss) = (next, nextGradient, nextLoss);
        }
        return weights;
    }

    public static double LogOdds(double[] weights, int[] columns, float[] values)
    {
        var sum = weights[^1];
        for (var i = 0; i < columns.Length; i++)
            sum += weights[columns[i]] * values[i];
        return sum;
    }

    private static double Loss(int rows, Func<int, (int[] Columns, float[] Values)> row, Func<int, bool> label, double[] penalties, double[] weights, double[] gradient)
    {
        var loss = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            gradient[i] = Math.Abs(penalties[i]) * weights[i];
            loss += 0.5 * Math.Abs(penalties[i]) * weights[i] * weights[i];
        }
        for (var r = 0; r < rows; r++)
        {
            var (columns, values) = row(r);
            var (logOdds, positive) = (LogOdds(weights, columns, values), label(r));
            var probability = SyntheticMath.Probability(logOdds);
            loss -= Math.Log(Math.Max(positive ? probability : 1 - probability, 1e-12));
            var miss = probability - (positive ? 1 : 0);
            for (var i = 0; i < columns.Length; i++)
                gradient[columns[i]] += miss * values[i];
            gradient[^1] += miss;
        }
        for (var i = 0; i < weights.Length; i++)
            if (penalties[i] < 0)
                gradient[i] = 0;
        return loss;
    }

    private static void Direct(double[] gradient, List<double[]> steps, List<double[]> changes, double[] direction, int rows)
    {
        for (var i = 0; i < gradient.Length; i++)
            direction[i] = -gradient[i];
        var shares = new double[steps.Count];
        for (var k = steps.Count - 1; k >= 0; k--)
        {
            shares[k] = Dot(steps[k], direction) / Dot(steps[k], changes[k]);
            for (var i = 0; i < direction.Length; i++)
                direction[i] -= shares[k] * changes[k][i];
        }
        var scale = steps.Count == 0 ? 4.0 / rows : Dot(steps[^1], changes[^1]) / Dot(changes[^1], changes[^1]);
        for (var i = 0; i < direction.Length; i++)
            direction[i] *= scale;
        for (var k = 0; k < steps.Count; k++)
        {
            var share = Dot(changes[k], direction) / Dot(steps[k], changes[k]);
            for (var i = 0; i < direction.Length; i++)
                direction[i] += (shares[k] - share) * steps[k][i];
        }
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
