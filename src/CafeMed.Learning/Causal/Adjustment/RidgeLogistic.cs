using CafeMed.Learning.Causal.Design;
using CafeMed.Learning.Regression;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Many ridge logistic regressions on the same columns as one masked linear layer: <c>logit p_t = a_t + sum over columns k other than t's own of w_kt x_k</c>.</summary>
internal sealed class RidgeLogistic : IDisposable
{
    private const int Iterations = 150;

    private readonly Tensor _weights;
    private readonly int _width;

    private RidgeLogistic(Tensor weights, int width) => (_weights, _width) = (weights, width);

    /// <summary>Fits the layer.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="place">By column: its place among the W inputs, or -1.</param>
    /// <param name="width">W.</param>
    /// <param name="targets">(n, T) float32, 0 or 1.</param>
    /// <param name="own">(T) the input that each target is itself, or -1.</param>
    /// <param name="penalty">On squared weights, in visits.</param>
    /// <param name="tolerance">Stops where an iteration lowers the loss by less than this share.</param>
    /// <param name="ct">Stops between iterations.</param>
    public static RidgeLogistic Fit(EffectDesign design, int[] rows, int[] place, int width, Tensor targets, int[] own, double penalty, double tolerance, CancellationToken ct)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var lists = Chosen(design, rows, place);
        using var forward = new SparseRows(lists);
        using var backward = SparseRows.Transpose(lists, width);
        var mask = Mask(own, width);                                                                    // (W, T)
        var rate = targets.sum(dim: 0).Plus(0.5).Times(1.0 / (rows.Length + 1));                        // (T)
        var start = cat([zeros(width, targets.shape[1]), rate.logit().unsqueeze(0)]);                    // (W + 1, T)
        var spread = rate * rate.OneMinus();                                                            // (T)
        var curvature = cat([Squares(lists, width).unsqueeze(1), tensor((float)rows.Length).view(1, 1)]).mul(spread).Plus(penalty);
        var best = Lbfgs.Minimize(start, Evaluate, curvature, tolerance, Iterations, ct);
        return new RidgeLogistic(best.MoveToOuterDisposeScope(), width);

        (double, Tensor) Evaluate(Tensor at)
        {
            using var step = NewDisposeScope();
            var slopes = at.narrow(0, 0, width);
            var logits = forward.Times(slopes).Plus(at[width]);                                         // (n, T)
            var value = nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction: nn.Reduction.None).sum(ScalarType.Float64).item<double>()
                + 0.5 * penalty * slopes.Squared().sum(ScalarType.Float64).item<double>();
            var residual = logits.sigmoid_() - targets;
            var gradient = cat([backward.Times(residual).Plus(slopes.Times(penalty)).mul_(mask), residual.sum(dim: 0, keepdim: true)]);
            return (value, gradient.MoveToOuterDisposeScope());
        }
    }

    /// <summary>(n, T) logits of some rows; the input that a target is itself plays no part.</summary>
    public Tensor Logits(EffectDesign design, int[] rows, int[] place)
    {
        using var scope = NewDisposeScope();
        using var sparse = new SparseRows(Chosen(design, rows, place));
        return sparse.Times(_weights.narrow(0, 0, _width)).Plus(_weights[_width]).MoveToOuterDisposeScope();
    }

    /// <summary>(T) the weights of one input.</summary>
    public Tensor WeightsOf(int input) => _weights[input];

    public void Dispose() => _weights.Dispose();

    /// <summary>(n, T) which of the columns that have a place each row has.</summary>
    public static Tensor Held(EffectDesign design, int[] rows, int[] place, int width)
    {
        var held = new float[(long)rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            foreach (var column in design.Rows[rows[i]])
                if (place[column] >= 0)
                    held[(long)i * width + place[column]] = 1;
        return width == 0 ? zeros(rows.Length, 0) : tensor(held, rows.Length, width);
    }

    /// <summary>(n, M) which drugs each row has.</summary>
    public static Tensor Given(EffectDesign design, int[] rows)
    {
        var given = new float[(long)rows.Length * design.DrugCount];
        for (var i = 0; i < rows.Length; i++)
            foreach (var drug in design.Drugs[rows[i]])
                given[(long)i * design.DrugCount + drug] = 1;
        return tensor(given, rows.Length, design.DrugCount);
    }

    private static CodeLists Chosen(EffectDesign design, int[] rows, int[] place)
    {
        var lists = new CodeListsBuilder();
        foreach (var row in rows)
        {
            for (var i = design.Rows.Offsets[row]; i < design.Rows.Offsets[row + 1]; i++)
                if (place[design.Rows.Tokens[i]] is >= 0 and var column)
                    lists.Add(column, design.Rows.Amounts?[i] ?? 1);
            lists.EndVisit();
        }
        return lists.Build(withAmounts: true);
    }

    private static Tensor Squares(CodeLists lists, int width)
    {
        var squares = new float[width];
        for (var i = 0; i < lists.Tokens.Length; i++)
            squares[lists.Tokens[i]] += lists.Amounts![i] * lists.Amounts[i];
        return tensor(squares);
    }

    private static Tensor Mask(int[] own, int width)
    {
        var mask = new float[(long)width * own.Length];
        Array.Fill(mask, 1);
        for (var t = 0; t < own.Length; t++)
            if (own[t] >= 0)
                mask[(long)own[t] * own.Length + t] = 0;
        return tensor(mask, width, own.Length);
    }
}
