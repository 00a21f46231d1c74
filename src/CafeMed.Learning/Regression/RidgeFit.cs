using CafeMed.Learning.Scoring;
using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>Solves the ridge problem of one table for several penalties, and keeps the one that validation likes.</summary>
internal static class RidgeFit
{
    /// <summary>The fitted scorer.</summary>
    /// <param name="training">What is fitted.</param>
    /// <param name="validation">What chooses the penalty.</param>
    /// <param name="penalties">Values of lambda.</param>
    /// <param name="ct">Stops between penalties.</param>
    public static LinearScorer Of(VisitTable training, VisitTable validation, IReadOnlyList<double> penalties, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var features = new LinearFeatures(training.Encoder, categories: false);
        var (means, centre, product, cross) = Moments(training, features);
        var (truth, rows) = (Truth(validation, ScalarType.Float32), new SparseRows(features.Of(validation)));
        var best = (Error: double.PositiveInfinity, Weights: Array.Empty<float>(), Penalty: 0.0);
        foreach (var penalty in penalties)
        {
            ct.ThrowIfCancellationRequested();
            using var trial = NewDisposeScope();
            var slopes = Solve(product, cross, penalty);                             // (F, M)
            var offsets = centre - means.unsqueeze(0).matmul(slopes).squeeze(0);     // (M)
            var weights = cat([slopes, offsets.unsqueeze(0)]).to_type(ScalarType.Float32); // (F + 1, M)
            var scores = rows.Times(weights.narrow(0, 0, features.Count)).Plus(weights[features.Count]);
            var error = (scores - truth).Squared().mean().item<float>();
            if (error < best.Error)
                best = (error, Encoding.TensorValues.Floats(weights), penalty);
        }
        rows.Dispose();
        Compute.GiveBack();
        return new LinearScorer(features, best.Weights, best.Penalty);
    }

    // Means of features (F) and of targets (M); centred X'X (F, F) and X'Y (F, M); all float64. X itself is never laid out.
    private static (Tensor Means, Tensor Centre, Tensor Product, Tensor Cross) Moments(VisitTable training, LinearFeatures features)
    {
        var (lists, visits) = (features.Of(training), training.Visits);
        var (means, product) = (new double[features.Count], new double[(long)features.Count * features.Count]);
        for (var v = 0; v < visits; v++)
            for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
            {
                means[lists.Tokens[i]] += lists.Amounts![i];
                for (var j = lists.Offsets[v]; j < lists.Offsets[v + 1]; j++)
                    product[(long)lists.Tokens[i] * features.Count + lists.Tokens[j]] += (double)lists.Amounts[i] * lists.Amounts[j];
            }
        using var scope = NewDisposeScope();
        var truth = Truth(training, ScalarType.Float32);                             // (V, M)
        using var columns = SparseRows.Transpose(lists, features.Count);
        var sums = tensor(means);                                                    // (F)
        var centre = truth.to_type(ScalarType.Float64).mean([0]);                    // (M)
        var centred = tensor(product, features.Count, features.Count) - sums.unsqueeze(1).matmul(sums.unsqueeze(0)).Times(1.0 / visits);
        var cross = columns.Times(truth).to_type(ScalarType.Float64) - sums.unsqueeze(1).matmul(centre.unsqueeze(0));
        return (
            sums.Times(1.0 / visits).MoveToOuterDisposeScope(), centre.MoveToOuterDisposeScope(), centred.MoveToOuterDisposeScope(),
            cross.MoveToOuterDisposeScope());
    }

    private static Tensor Solve(Tensor product, Tensor cross, double penalty)
    {
        var system = product.Plus(eye(product.shape[0], dtype: ScalarType.Float64).Times(penalty));
        return cholesky_solve(cross, linalg.cholesky(system));
    }

    private static Tensor Truth(VisitTable table, ScalarType type) =>
        tensor(Array.ConvertAll(table.Truth(), given => given ? 1f : 0f), table.Visits, table.Encoder.Medications.Count).to_type(type);
}
