using CafeMed.Learning.Regression;
using CafeMed.Tests.Learning.Layers;

namespace CafeMed.Tests.Learning.Regression;

[Collection(TorchTests.Turn)]
public sealed class LinearTowerTests
{
    private static readonly VisitTable Training = TinyStudy.Table;
    private static readonly VisitTable Validation = TinyStudy.Encoder.Encode(TinyStudy.Cohort(30, 8).Patients);
    private static readonly int Size = TinyStudy.Encoder.Medications.Count;

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void At_the_fit_the_gradient_is_next_to_zero(double c)
    {
        var weights = Enumerable.Range(0, Training.Visits).Select(v => 0.5f + v % 3 * 0.5f).ToArray();
        using var tower = Fit(c, weights);
        var (b, x) = (Plain.Rows(tower.Weights), LinearFeaturesTests.Dense(tower.Features.Of(Training), tower.Features.Count));
        var truth = Training.Truth();

        double Largest(double[][] at) => Enumerable.Range(0, Size).Max(m => Gradient(at, x, weights, truth, m, 1 / c).Max(Math.Abs));
        var start = b.Select(row => new double[Size]).ToArray();
        Assert.InRange(Largest(b), 0, 0.05 * Largest(start));
    }

    [Fact]
    public void It_finds_what_Newtons_method_finds()
    {
        using var tower = Fit(0.3);
        var (b, x) = (Plain.Rows(tower.Weights), LinearFeaturesTests.Dense(tower.Features.Of(Training), tower.Features.Count));
        var truth = Training.Truth();

        foreach (var m in new[] { 0, 4 })
        {
            var exact = PlainRidge.Newton(x, [.. Enumerable.Range(0, x.Length).Select(v => truth[v * Size + m])], penalty: 1 / 0.3);
            for (var f = 0; f < exact.Length; f++)
                Assert.Equal(exact[f], b[f][m], 0.02);
        }
    }

    [Fact]
    public void Scores_are_the_linear_form()
    {
        using var tower = Fit(0.3);
        var scores = tower.Score(Validation);
        var (b, x) = (Plain.Rows(tower.Weights), LinearFeaturesTests.Dense(tower.Features.Of(Validation), tower.Features.Count));

        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(Logit(b, x[i / Size], i % Size), scores[i], 1e-4);
    }

    [Fact]
    public void A_stronger_penalty_gives_smaller_weights()
    {
        var norms = new[] { 0.01, 0.1, 1, 10 }.Select(c =>
        {
            using var tower = Fit(c);
            return Plain.Rows(tower.Weights)[..^1].Sum(row => Plain.Dot(row, row));
        }).ToArray();

        Assert.Equal(norms.Order(), norms);
        Assert.True(norms[0] < norms[^1] / 10);
    }

    [Fact]
    public void The_strength_is_the_one_that_validation_likes_best()
    {
        double[] strengths = [0.001, 0.03, 0.3, 100];
        using var chosen = LinearTower.Fit(Training, Ones(Training), Validation, strengths, categories: true, groups: false, TestContext.Current.CancellationToken);

        var losses = strengths.Select(c =>
        {
            using var tower = Fit(c);
            return Loss(tower.Score(Validation), Validation.Truth());
        }).ToArray();
        Assert.Equal(strengths[Array.IndexOf(losses, losses.Min())], chosen.C);
    }

    [Fact]
    public void Fitting_can_be_stopped() => Assert.Throws<OperationCanceledException>(() =>
        LinearTower.Fit(Training, Ones(Training), Validation, [0.1], categories: true, groups: false, new CancellationToken(canceled: true)));

    private static LinearTower Fit(double c, float[]? weights = null) =>
        LinearTower.Fit(Training, weights ?? Ones(Training), Validation, [c], categories: true, groups: false, TestContext.Current.CancellationToken);

    private static float[] Ones(VisitTable table) => [.. Enumerable.Repeat(1f, table.Visits)];

    private static double[] Gradient(double[][] b, double[][] x, float[] weights, bool[] truth, int m, double penalty)
    {
        var gradient = b.Select((row, f) => f < b.Length - 1 ? penalty * row[m] : 0).ToArray();
        for (var v = 0; v < x.Length; v++)
        {
            var residual = weights[v] * (Plain.Sigmoid(Logit(b, x[v], m)) - (truth[v * Size + m] ? 1 : 0));
            for (var f = 0; f < x[v].Length; f++)
                gradient[f] += residual * x[v][f];
            gradient[^1] += residual;
        }
        return gradient;
    }

    private static double Logit(double[][] b, double[] x, int m) => x.Select((value, f) => value * b[f][m]).Sum() + b[^1][m];

    private static double Loss(float[] logits, bool[] truth) =>
        logits.Zip(truth, (z, given) => -Math.Log(given ? Plain.Sigmoid(z) : 1 - Plain.Sigmoid(z))).Average();
}
