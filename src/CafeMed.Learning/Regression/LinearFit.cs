using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>The ridge logistic problem of one table: its loss, its gradient, its minimum.</summary>
internal sealed class LinearFit : IDisposable
{
    private readonly SparseRows _rows;
    private readonly SparseRows _columns;
    private readonly Tensor _targets;
    private readonly Tensor _weights;
    private readonly Tensor _curvature;
    private readonly int _features;

    public LinearFit(VisitTable table, float[] weights, bool categories)
    {
        var features = new LinearFeatures(table.Encoder, categories);
        var lists = features.Of(table);
        _features = features.Count;
        _rows = new SparseRows(lists);
        _columns = SparseRows.Transpose(lists, _features);
        _targets = tensor(Array.ConvertAll(table.Truth(), given => given ? 1f : 0f), table.Visits, table.Encoder.Medications.Count);
        _weights = tensor(weights, weights.Length, 1);
        _curvature = Curvature(lists, weights);
    }

    /// <summary>Zero weights, and the intercepts that give each medication its frequency.</summary>
    public Tensor Start()
    {
        using var scope = NewDisposeScope();
        var rate = Rate();                                                                // (M)
        return cat([zeros(_features, rate.shape[0]), rate.logit().unsqueeze(0)])          // (F + 1, M)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The minimum.</summary>
    /// <param name="start">(F + 1, M) where to begin.</param>
    /// <param name="strengths">(F) C of each column.</param>
    /// <param name="tolerance">When to stop.</param>
    /// <param name="ct">Stops between iterations.</param>
    public Tensor Minimize(Tensor start, float[] strengths, double tolerance, CancellationToken ct)
    {
        // The intercept has no penalty; a little curvature there keeps the first step short.
        using var all = tensor([.. strengths.Select(c => 1 / c), 1 / strengths.Max()], _features + 1, 1);       // (F + 1, 1)
        using var penalty = all.narrow(0, 0, _features);                                                   // (F, 1)
        using var curvature = _curvature.Plus(all);
        return Lbfgs.Minimize(start, at => Evaluate(at, penalty), curvature, tolerance, iterations: 200, ct);
    }

    /// <summary>Mean cross-entropy per visit and medication, without the penalty.</summary>
    public double Loss(Tensor at)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        return CrossEntropy(Logits(at)).mean().item<float>();
    }

    public void Dispose()
    {
        _rows.Dispose();
        _columns.Dispose();
        _targets.Dispose();
        _weights.Dispose();
        _curvature.Dispose();
    }

    private (double Value, Tensor Gradient) Evaluate(Tensor at, Tensor penalty)
    {
        using var scope = NewDisposeScope();
        var logits = Logits(at);                                                          // (V, M)
        var slopes = at.narrow(0, 0, _features);                                          // (F, M)
        var value = (CrossEntropy(logits) * _weights).sum(ScalarType.Float64).item<double>()
            + 0.5 * (slopes.Squared() * penalty).sum(ScalarType.Float64).item<double>();
        var residual = (logits.sigmoid_() - _targets).mul_(_weights);                     // (V, M)
        var gradient = cat([_columns.Times(residual).Plus(slopes * penalty), residual.sum(dim: 0, keepdim: true)]); // (F + 1, M)
        return (value, gradient.MoveToOuterDisposeScope());
    }

    // How often each medication is given, kept off 0 and 1.
    private Tensor Rate() => (_targets * _weights).sum(dim: 0).Plus(0.5) / _weights.sum().Plus(1.0);

    private Tensor Logits(Tensor at) => _rows.Times(at.narrow(0, 0, _features)).Plus(at[_features]);

    private Tensor CrossEntropy(Tensor logits) =>
        nn.functional.binary_cross_entropy_with_logits(logits, _targets, reduction: nn.Reduction.None);

    // The diagonal of the Hessian where every visit has the medication's mean probability. Only a start for L-BFGS.
    private Tensor Curvature(CodeLists lists, float[] weights)
    {
        using var scope = NewDisposeScope();
        var squares = new float[_features + 1];
        for (var v = 0; v < weights.Length; v++)
        {
            for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
                squares[lists.Tokens[i]] += weights[v] * lists.Amounts![i] * lists.Amounts[i];
            squares[_features] += weights[v];
        }
        var rate = Rate();                                                                // (M)
        return tensor(squares).unsqueeze(1).mul(rate * rate.OneMinus()).MoveToOuterDisposeScope(); // (F + 1, M)
    }
}
