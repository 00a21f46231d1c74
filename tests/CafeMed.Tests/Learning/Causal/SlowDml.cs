using CafeMed.Learning.Causal;
using CafeMed.Learning.Causal.Design;

namespace CafeMed.Tests.Learning.Causal;

/// <summary>Ridge double machine learning for one exposure and the first drug, by loops and elimination: what the closed form is checked against.</summary>
internal static class SlowDml
{
    public static (double Effect, double Variance) Estimate(EffectDesign design, EffectPass pass, int exposure, EffectOptions options)
    {
        var column = pass.Exposures[exposure];
        int[] others = [.. pass.Adjust.Where(one => one != column)];
        var inside = pass.Adjust.Contains(column);
        var x = Enumerable.Range(0, design.Visits).Select(row => Enumerable.Range(0, design.Columns).Select(c => design.Rows[row].Contains(c) ? 1.0 : 0).ToArray()).ToArray();
        var y = Enumerable.Range(0, design.Visits).Select(row => design.Drugs[row].Length > 0 ? 1.0 : 0).ToArray();
        var folds = design.Folds(options.Folds, options.Seed);
        var patient = Enumerable.Range(0, design.Patients).SelectMany(p => Enumerable.Repeat(p, design.PatientOffsets[p + 1] - design.PatientOffsets[p])).ToArray();
        var scores = new List<(int Patient, double Level, double Slope)>();
        for (var fold = 0; fold <= folds.Max(); fold++)
        {
            int[] train = [.. Enumerable.Range(0, design.Visits).Where(row => folds[patient[row]] != fold)];
            double Mean(Func<int, double> of) => train.Average(of);
            var (xMean, yMean) = (Enumerable.Range(0, design.Columns).Select(c => Mean(row => x[row][c])).ToArray(), Mean(row => y[row]));
            double[] Ridge(int[] on, Func<int, double> target) => Solve(
                [.. on.Select(a => on.Select(b => train.Sum(row => (x[row][a] - xMean[a]) * (x[row][b] - xMean[b])) + (a == b ? options.Penalty!.Value : 0)).ToArray())],
                [.. on.Select(a => train.Sum(row => (x[row][a] - xMean[a]) * target(row)))]);
            var nodewise = Ridge(others, row => x[row][column] - xMean[column]);
            var full = inside ? pass.Adjust : others;
            var outcome = Ridge(full, row => y[row] - yMean);
            foreach (var row in Enumerable.Range(0, design.Visits).Where(row => folds[patient[row]] == fold))
            {
                var r = x[row][column] - xMean[column] - others.Select((c, i) => nodewise[i] * (x[row][c] - xMean[c])).Sum();
                var g = full.Select((c, i) => c == column ? 0 : outcome[i] * (x[row][c] - xMean[c])).Sum();
                scores.Add((patient[row], r * (y[row] - yMean - g), r * (inside ? x[row][column] - xMean[column] : r)));
            }
        }
        var effect = scores.Sum(score => score.Level) / scores.Sum(score => score.Slope);
        var squares = scores.GroupBy(score => score.Patient).Sum(own => Math.Pow(own.Sum(score => score.Level - effect * score.Slope), 2));
        return (effect, squares / Math.Pow(scores.Sum(score => score.Slope), 2));
    }

    private static double[] Solve(double[][] matrix, double[] right)
    {
        var n = right.Length;
        for (var k = 0; k < n; k++)
            for (var i = k + 1; i < n; i++)
            {
                var factor = matrix[i][k] / matrix[k][k];
                for (var j = k; j < n; j++)
                    matrix[i][j] -= factor * matrix[k][j];
                right[i] -= factor * right[k];
            }
        for (var k = n - 1; k >= 0; k--)
            right[k] = (right[k] - Enumerable.Range(k + 1, n - k - 1).Sum(j => matrix[k][j] * right[j])) / matrix[k][k];
        return right;
    }
}
