using CafeMed.Learning.Causal.Design;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Overlap-weighted contrasts of one pass: all propensities in one masked layer, then all pairs in a few products.</summary>
internal sealed class OverlapPass(EffectDesign design, EffectPass pass, EffectOptions options, IProgress<EffectStage>? progress)
{
    // What a weight w leaves out of balance is penalty times w visits: light, so that it is less than a visit.
    private const double Penalty = 0.1;
    private const double Tolerance = 1e-6;
    private const int MostCovariates = 50;

    private readonly int[] _place = pass.PlaceOf(design.Columns);
    private readonly int[] _exposure = pass.ExposureOf(design.Columns);
    private readonly int _count = pass.Exposures.Length;

    /// <summary>Estimates the pairs of the pass.</summary>
    public PairFit Fit(CancellationToken ct)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        progress?.Report(EffectStage.Propensities);
        var rows = Enumerable.Range(0, design.Visits).ToArray();
        RidgeLogistic layer;
        using (var held = RidgeLogistic.Held(design, rows, _exposure, _count))
            layer = RidgeLogistic.Fit(design, rows, _place, pass.Adjust.Length, held, [.. pass.Exposures.Select(column => _place[column])], Penalty, Tolerance, ct);
        using (layer)
        {
            var sums = new OverlapSums(_count, design.DrugCount, Covariates());
            var blocks = design.Blocks(Enumerable.Range(0, design.Patients), options.Block).ToArray();
            foreach (var block in blocks)
                Each(block, layer, (rows, weights, held) => sums.AddTotals(rows, weights, held), ct);
            sums.Average();
            foreach (var block in blocks)
                Each(block, layer, (rows, weights, held) => sums.AddClusters(rows, weights, held), ct);
            progress?.Report(EffectStage.Inference);
            return sums.Finish(design.Visits, column => column < design.Names.Length ? design.Names[column] : $"column {column}");
        }
    }

    // Weights: 1 - e with the code, e without it; bounded, largest where both are likely.
    private void Each(int[] patients, RidgeLogistic layer, Action<RowBlock, Tensor, Tensor> take, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        progress?.Report(EffectStage.Products);
        var block = new RowBlock(design, patients, ScalarType.Float32);
        var chance = layer.Logits(design, design.RowsOf(patients), _place).sigmoid_();                 // (n, J)
        var held = block.Dense(_exposure, _count);                                                      // (n, J)
        take(block, held.Plus(chance) - (held * chance).Times(2.0), held);
    }

    // The covariates that most visits have tell most about balance.
    private int[] Covariates()
    {
        var visits = new int[design.Columns];
        foreach (var column in design.Rows.Tokens)
            visits[column]++;
        var chosen = new int[design.Columns];
        Array.Fill(chosen, -1);
        var next = 0;
        foreach (var column in pass.Adjust.Where(column => visits[column] < design.Visits).OrderByDescending(column => visits[column]).ThenBy(column => column).Take(MostCovariates))
            chosen[column] = next++;
        return chosen;
    }
}
