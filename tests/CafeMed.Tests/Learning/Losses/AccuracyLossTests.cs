using CafeMed.Learning;
using CafeMed.Learning.Losses;
using CafeMed.Tests.Learning.Layers;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Losses;

[Collection(TorchTests.Turn)]
public sealed class AccuracyLossTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0)]
    [InlineData(0, 0.25)]
    [InlineData(2, 1)]
    public void Is_the_weighted_mean_over_visits_of_its_terms(double jaccard, double margin)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var (logits, targets) = (randn(6, 5).Times(2.0), randint(2, [6, 5]).to_type(ScalarType.Float32));
        targets[0] = 0;
        targets[1] = 1;
        var weights = tensor(new float[] { 0.2f, 1.8f, 1, 1, 0.5f, 1.5f });

        var loss = AccuracyLoss.Of(logits, targets, weights, jaccard, margin).item<float>();

        var (z, y, w) = (Plain.Rows(logits), Plain.Rows(targets), Plain.Rows(weights)[0]);
        var expected = Enumerable.Range(0, 6).Average(v => w[v] * (
            CrossEntropy(z[v], y[v]) + jaccard * (1 - SoftJaccard(Plain.Sigmoid(z[v]), y[v])) + margin * Margin(Plain.Sigmoid(z[v]), y[v])));
        Assert.Equal(expected, loss, 1e-5);
    }

    [Fact]
    public void Soft_Jaccard_of_certain_probabilities_is_the_Jaccard_of_sets()
    {
        using var scope = NewDisposeScope();
        var found = AccuracyLoss.SoftJaccard(
            tensor(new float[] { 1, 1, 0, 0, 0, 0 }, 2, 3), tensor(new float[] { 1, 0, 1, 0, 0, 0 }, 2, 3)).data<float>().ToArray();

        Assert.Equal(1.0 / 3, found[0], 1e-6);
        Assert.Equal(0, found[1], 1e-6);
    }

    [Fact]
    public void Logits_of_any_size_give_a_finite_loss_and_gradient()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[] { 500, -500, 500, -500 }, 2, 2, requires_grad: true);

        var loss = AccuracyLoss.Of(logits, tensor(new float[] { 0, 1, 1, 0 }, 2, 2), ones(2), 0.5, 0.1);
        loss.backward();

        Assert.True(float.IsFinite(loss.item<float>()));
        Assert.True(logits.grad!.isfinite().all().item<bool>());
    }

    private static double CrossEntropy(double[] z, double[] y) =>
        z.Zip(y, (logit, given) => -(given * Math.Log(Plain.Sigmoid(logit)) + (1 - given) * Math.Log(1 - Plain.Sigmoid(logit)))).Average();

    private static double SoftJaccard(double[] p, double[] y)
    {
        var shared = Plain.Dot(p, y);
        return shared / (p.Sum() + y.Sum() - shared);
    }

    // Over pairs of a prescribed and another medication, divided by the number of medications.
    private static double Margin(double[] p, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
            for (var j = 0; j < p.Length; j++)
                if (y[i] == 1 && y[j] == 0)
                    sum += Math.Max(0, 1 - (p[i] - p[j]));
        return sum / p.Length;
    }
}
