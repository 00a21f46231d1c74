using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

/// <summary>The mathematics of layers in loops over double[], slow and independent of tensors.</summary>
internal static class Plain
{
    /// <summary>(R, C) as rows; a vector is one row.</summary>
    public static double[][] Rows(Tensor values)
    {
        var flat = values.detach().to_type(ScalarType.Float64).contiguous();
        var width = (int)values.shape[^1];
        return width == 0 || values.numel() == 0 ? [] : [.. flat.data<double>().ToArray().Chunk(width)];
    }

    public static int[] Integers(Tensor values) => values.numel() == 0 ? [] : [.. values.contiguous().data<long>().ToArray().Select(value => (int)value)];

    public static Dictionary<string, double[][]> Weights(nn.Module module) => module.state_dict().ToDictionary(pair => pair.Key, pair => Rows(pair.Value));

    public static double[] Linear(Dictionary<string, double[][]> weights, string name, double[] x)
    {
        var (matrix, bias) = (weights[$"{name}.weight"], weights.GetValueOrDefault($"{name}.bias")?[0]);
        return [.. matrix.Select((row, i) => Dot(row, x) + (bias?[i] ?? 0))];
    }

    public static double[] LayerNorm(Dictionary<string, double[][]> weights, string name, double[] x)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return [.. x.Select((value, i) => (value - mean) / deviation * weights[$"{name}.weight"][0][i] + weights[$"{name}.bias"][0][i])];
    }

    public static double Dot(double[] a, double[] b)
    {
        Assert.Equal(a.Length, b.Length);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    public static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    public static double[] Times(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    public static double[] Scale(double[] a, double factor) => [.. a.Select(x => x * factor)];

    public static double[] Sum(IEnumerable<double[]> vectors, int width) => vectors.Aggregate(new double[width], Add);

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double[] Sigmoid(double[] x) => [.. x.Select(Sigmoid)];

    public static double[] Softmax(double[] x) => [.. x.Select(value => Math.Exp(value) / x.Sum(Math.Exp))];

    // x * Phi(x).
    public static double Gelu(double x)
    {
        var z = Math.Abs(x) / Math.Sqrt(2);
        var erf = z < 2.5 ? ErfSeries(z) : 1 - ErfcFraction(z);
        return 0.5 * x * (1 + Math.Sign(x) * erf);
    }

    private static double ErfSeries(double z)
    {
        var (sum, term) = (0.0, z);
        for (var n = 0; n < 80; n++)
        {
            sum += term / (2 * n + 1);
            term *= -z * z / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    // The series loses all its digits where z is large; the continued fraction is good there.
    private static double ErfcFraction(double z)
    {
        var rest = z;
        for (var n = 60; n > 0; n--)
            rest = z + n / 2.0 / rest;
        return Math.Exp(-z * z) / Math.Sqrt(Math.PI) / rest;
    }

    /// <summary>Positions of the tokens of every visit of a batch.</summary>
    public static int[][] ByVisit(ChannelTokens channel, int visits)
    {
        var owner = Integers(channel.Owner);
        return [.. Enumerable.Range(0, visits).Select(v => Enumerable.Range(0, owner.Length).Where(i => owner[i] == v).ToArray())];
    }

    public static void Near(double[][] expected, Tensor actual, double tolerance = 2e-5)
    {
        var rows = Rows(actual.view(-1, actual.shape[^1]));
        Assert.Equal(expected.Length, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows[i].Length; j++)
                Assert.True(Math.Abs(expected[i][j] - rows[i][j]) <= tolerance * (1 + Math.Abs(expected[i][j])), $"[{i}, {j}]: {expected[i][j]} expected, {rows[i][j]} found");
    }
}
