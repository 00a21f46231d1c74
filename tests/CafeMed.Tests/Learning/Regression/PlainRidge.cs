using CafeMed.Tests.Learning.Layers;

namespace CafeMed.Tests.Learning.Regression;

/// <summary>Logistic ridge regression of one medication by Newton's method with a dense Hessian.</summary>
internal static class PlainRidge
{
    /// <summary>Weights by column, the intercept last and unpenalised.</summary>
    public static double[] Newton(double[][] rows, bool[] truth, double penalty)
    {
        var x = rows.Select(row => row.Append(1).ToArray()).ToArray();
        var size = x[0].Length;
        var b = new double[size];
        for (var step = 0; step < 50; step++)
        {
            var gradient = new double[size];
            var hessian = Enumerable.Range(0, size).Select(_ => new double[size]).ToArray();
            for (var f = 0; f < size - 1; f++)
                (gradient[f], hessian[f][f]) = (penalty * b[f], penalty);
            for (var v = 0; v < x.Length; v++)
            {
                var p = Plain.Sigmoid(Plain.Dot(b, x[v]));
                for (var f = 0; f < size; f++)
                {
                    gradient[f] += (p - (truth[v] ? 1 : 0)) * x[v][f];
                    for (var g = 0; g < size; g++)
                        hessian[f][g] += p * (1 - p) * x[v][f] * x[v][g];
                }
            }
            b = [.. b.Zip(Solve(hessian, gradient), (value, change) => value - change)];
        }
        return b;
    }

    // Gauss's elimination with pivots.
    private static double[] Solve(double[][] a, double[] y)
    {
        var n = y.Length;
        for (var i = 0; i < n; i++)
        {
            var pivot = Enumerable.Range(i, n - i).MaxBy(row => Math.Abs(a[row][i]));
            (a[i], a[pivot], y[i], y[pivot]) = (a[pivot], a[i], y[pivot], y[i]);
            for (var row = i + 1; row < n; row++)
            {
                var factor = a[row][i] / a[i][i];
                for (var j = i; j < n; j++)
                    a[row][j] -= factor * a[i][j];
                y[row] -= factor * y[i];
            }
        }
        var solution = new double[n];
        for (var i = n - 1; i >= 0; i--)
            solution[i] = (y[i] - Enumerable.Range(i + 1, n - i - 1).Sum(j => a[i][j] * solution[j])) / a[i][i];
        return solution;
    }
}
