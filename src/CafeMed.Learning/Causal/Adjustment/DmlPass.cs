using CafeMed.Learning.Causal.Design;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Cross-fitted ridge double machine learning for the exposures of one pass and all drugs, in closed form.</summary>
internal sealed class DmlPass
{
    // Sums over rows in single precision differ from double's by less than a thousandth of a standard error, and take half the time. Inverses are in double.
    private const ScalarType Type = ScalarType.Float32;

    private readonly EffectDesign _design;
    private readonly EffectPass _pass;
    private readonly EffectOptions _options;
    private readonly IProgress<EffectStage>? _progress;
    private readonly int[] _place;
    private readonly int[] _exposure;
    private readonly int[] _outside;
    private readonly int[] _columnOf;
    private readonly int[] _outsideOf;
    private readonly int _outsiders;

    private DmlPass(EffectDesign design, EffectPass pass, EffectOptions options, IProgress<EffectStage>? progress)
    {
        (_design, _pass, _options, _progress) = (design, pass, options, progress);
        (_place, _exposure) = (pass.PlaceOf(design.Columns), pass.ExposureOf(design.Columns));
        _columnOf = [.. pass.Exposures.Select(column => _place[column])];
        _outsideOf = new int[pass.Exposures.Length];
        _outside = new int[design.Columns];
        Array.Fill(_outside, -1);
        for (var j = 0; j < _outsideOf.Length; j++)
            _outsideOf[j] = _columnOf[j] >= 0 ? -1 : _outside[pass.Exposures[j]] = _outsiders++;
    }

    /// <summary>Estimates the pairs of a pass.</summary>
    public static PairFit Fit(EffectDesign design, EffectPass pass, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        return new DmlPass(design, pass, options, progress).Run(ct);
    }

    private PairFit Run(CancellationToken ct)
    {
        var folds = _design.Folds(_options.Folds, _options.Seed);
        using var sums = new DmlSums(_pass.Exposures.Length, _design.DrugCount);
        // One patient cannot be predicted from others.
        if (_design.Patients > 1)
        {
            _progress?.Report(EffectStage.Gram);
            using var all = Gram(Enumerable.Range(0, _design.Patients), ct);
            var penalty = _options.Penalty ?? Penalty(all);
            for (var fold = 0; fold <= folds.Max(); fold++)
                AddFold([.. Enumerable.Range(0, _design.Patients).Where(patient => folds[patient] == fold)], all, penalty, sums, ct);
        }
        return Finish(sums);
    }

    private GramSums Gram(IEnumerable<int> patients, CancellationToken ct) =>
        GramSums.Of(_design, patients, _place, _pass.Adjust.Length, _outside, _outsiders, ct);

    private double Penalty(GramSums all)
    {
        _progress?.Report(EffectStage.Penalty);
        using var scope = NewDisposeScope();
        var given = all.Drugs.Doubles();
        return RidgePenalty.Choose(
            all.Centred(all.Gram, all.Columns), all.Centred(all.WithDrugs, all.Drugs),
            given.Sum(count => count * (1 - count / all.Visits)), all.Visits, _options.Seed);
    }

    private void AddFold(int[] patients, GramSums all, double penalty, DmlSums sums, CancellationToken ct)
    {
        using var scope = NewDisposeScope();
        _progress?.Report(EffectStage.Gram);
        DmlFold fold;
        using (var others = Gram(patients, ct))
        {
            others.Complement(all);
            _progress?.Report(EffectStage.Inverse);
            fold = DmlFold.Of(others, penalty, _columnOf, _outsideOf, _options.Hc3, Type);
        }
        Compute.GiveBack();
        using var part = new DmlSums(_pass.Exposures.Length, _design.DrugCount);
        foreach (var block in _design.Blocks(patients, _options.Block))
        {
            ct.ThrowIfCancellationRequested();
            AddBlock(new RowBlock(_design, block, Type), fold, part);
        }
        sums.AddFold(part, fold.Own);
    }

    private void AddBlock(RowBlock rows, DmlFold fold, DmlSums sums)
    {
        using var scope = NewDisposeScope();
        _progress?.Report(EffectStage.Residuals);
        var exposed = rows.Dense(_exposure, _pass.Exposures.Length) - fold.Exposures;                                    // (n, J)
        var predicted = rows.Times(_place, fold.Weights).Plus(Shift(fold, fold.Weights)).Plus(fold.Drugs);               // (n, M)
        var errors = rows.Drugs() - predicted;                                                                           // (n, M)
        var residuals = rows.Times(_place, fold.Residual).Plus(Shift(fold, fold.Residual));                              // (n, J)
        var own = exposed;
        if (_outsiders > 0)
        {
            var outside = tensor(Array.ConvertAll(_columnOf, column => column < 0 ? 1f : 0f));                           // (J)
            residuals = residuals.Plus(exposed * outside);
            own = where(outside.to_type(ScalarType.Bool), residuals, exposed);
        }
        var products = residuals * own;                                                                                  // (n, J) r x
        _progress?.Report(EffectStage.Products);
        var sum = residuals.t().matmul(errors);                                                                          // (J, M)
        _progress?.Report(EffectStage.Clusters);
        var spread = _options.Hc3 ? errors * Leverage(rows, fold) : errors;
        var owners = rows.Owners();
        var patients = zeros(rows.Sizes.Length, _pass.Exposures.Length, Type).AddRows(owners, products);                 // (P, J) q
        var squares = ClusterSums.Squares(residuals, spread, rows.Sizes);                                                // (J, M)
        var crossed = patients.index_select(0, owners).mul_(residuals).t().matmul(spread);                               // (J, M)
        var residualSquares = residuals.Squared();                                                                       // (n, J)
        var expected = residualSquares.t().matmul(Spread(predicted, fold.Drugs));                                        // (J, M)
        sums.AddBlock(sum, squares, crossed, expected, products.sum(dim: 0), patients.Squared().sum(dim: 0), residualSquares.sum(dim: 0), residualSquares.amax([0L]));
    }

    // The columns are centred: what their means contribute.
    private static Tensor Shift(DmlFold fold, Tensor weights) => fold.Columns.unsqueeze(0).matmul(weights).neg();

    // p (1 - p) of each prediction, at least a tenth of the drug's: a straight line leaves [0, 1].
    private static Tensor Spread(Tensor predicted, Tensor means)
    {
        using var scope = NewDisposeScope();
        var own = predicted * predicted.OneMinus();
        return maximum(own, (means * means.OneMinus()).Times(0.1)).MoveToOuterDisposeScope();
    }

    // Out of fold, 1 / (1 - h) of the leverage h within is 1 plus the leverage without.
    private Tensor Leverage(RowBlock rows, DmlFold fold)
    {
        using var scope = NewDisposeScope();
        var columns = rows.Dense(_place, _pass.Adjust.Length) - fold.Columns;                                            // (n, W)
        return (columns.matmul(fold.Inverse!) * columns).sum(1, keepdim: true).Plus(1.0).MoveToOuterDisposeScope();      // (n, 1)
    }

    private PairFit Finish(DmlSums sums)
    {
        var (count, drugs) = (_pass.Exposures.Length, _design.DrugCount);
        var fit = new PairFit(count, drugs);
        var (products, squares, crossed, expected) = (sums.Products.Doubles(), sums.Squares.Doubles(), sums.Crossed.Doubles(), sums.Expected.Doubles());
        var (denominator, own, residual, largest) = (sums.Denominator.Doubles(), sums.OwnSquares.Doubles(), sums.Residual.Doubles(), sums.Largest.Doubles());
        for (var j = 0; j < count; j++)
        {
            fit.Checks[j] = new(
                (float)(residual[j] / _design.Visits), residual[j] > 0 ? (float)(largest[j] / residual[j]) : 1, 0, 0, 0);
            for (var m = 0; m < drugs; m++)
            {
                var pair = j * drugs + m;
                if (denominator[j] <= 1e-6 * _design.Visits)
                    continue;
                var effect = fit.Difference[pair] = products[pair] / denominator[j];
                // Where few visits have the code, their own scores say too little of their spread: it is at least that of the predictions.
                var spread = Math.Max(expected[pair], squares[pair] - 2 * effect * crossed[pair] + effect * effect * own[j]);
                fit.Variance[pair] = spread / (denominator[j] * denominator[j]);
            }
        }
        return fit;
    }
}
