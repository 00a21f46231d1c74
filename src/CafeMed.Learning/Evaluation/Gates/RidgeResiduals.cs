using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>What the other codes, the history and the context leave unexplained of codes and of medications: ridge regressions in closed form, fitted on training patients, so that held-out patients are residualised by what others taught.</summary>
/// <remarks>
/// With <c>A = (X'X + lambda I)^-1</c> and <c>B = A X'Y</c>: outcomes leave <c>E = Y - X B</c>; and column j of X, regressed on all other columns
/// with the same penalty, leaves <c>r_j = (X A)_j / A_jj</c>, so one inverse serves every code. The slope of outcome m on code j over any
/// set of visits is then <c>B_jm + sum r_j E_m / sum r_j^2</c> (Robinson 1988, Econometrica 56:931; Nie and Wager 2021, Biometrika 108:299).
/// </remarks>
internal sealed class RidgeResiduals : IDisposable
{
    private const double Penalty = 10;
    private const int LeastVisits = 20;
    private const int MostColumns = 2000;
    private const int Rows = 2048;

    private readonly LinearFeatures _features;
    private readonly int[] _places;
    private readonly int _columns;
    private readonly Tensor _inverse;
    private readonly Tensor _slopes;

    private RidgeResiduals(LinearFeatures features, int[] places, int columns, Tensor inverse, Tensor slopes) =>
        (_features, _places, _columns, _inverse, _slopes) = (features, places, columns, inverse, slopes);

    /// <summary>Fits on <paramref name="training"/>. Columns that fewer than 20 visits have are left out, and all but the 2,000 most frequent.</summary>
    public static RidgeResiduals Fit(VisitTable training, CancellationToken ct)
    {
        var features = new LinearFeatures(training.Encoder, categories: false);
        var lists = features.Of(training);
        var (places, columns) = Places(lists, features.Count);
        using var scope = NewDisposeScope();
        var gram = zeros(columns + 1, columns + 1, ScalarType.Float64);
        var products = zeros(columns + 1, training.Encoder.Medications.Count, ScalarType.Float64);
        var self = new RidgeResiduals(features, places, columns, gram, products);
        self.Each(training, lists, (_, x, y) =>
        {
            gram.Add_(x.t().matmul(x), 1);
            products.Add_(x.t().matmul(y), 1);
        }, ct);
        // The last column is the intercept: next to no penalty, so that it stays free.
        var penalty = Enumerable.Repeat(Penalty, columns).Append(1e-6).ToArray();
        var inverse = linalg.inv(gram.Plus(diag(tensor(penalty))));
        return new(
            features, places, columns, inverse.MoveToOuterDisposeScope(), inverse.matmul(products).MoveToOuterDisposeScope());
    }

    /// <summary>Whether the code has a column.</summary>
    public bool Has(Channel channel, int token) => _places[_features.ColumnOf(channel, token)] >= 0;

    /// <summary>(J, M) float64: B, the slopes in the fit itself.</summary>
    public Tensor Slopes(IReadOnlyList<(Channel Channel, int Token)> codes)
    {
        using var columns = Columns(codes);
        return _slopes.index_select(0, columns);
    }

    /// <summary>Hands the residuals of every visit over in chunks of rows: the first row, exposures (rows, J) and outcomes (rows, M), float64, which live until <paramref name="work"/> returns.</summary>
    public void Each(VisitTable table, IReadOnlyList<(Channel Channel, int Token)> codes, Action<int, Tensor, Tensor> work, CancellationToken ct)
    {
        using var scope = NewDisposeScope();
        var columns = Columns(codes);
        var projection = _inverse.index_select(1, columns) / _inverse.diagonal().index_select(0, columns); // (F + 1, J)
        Each(table, _features.Of(table), (start, x, y) => work(start, x.matmul(projection), y - x.matmul(_slopes)), ct);
    }

    public void Dispose()
    {
        _inverse.Dispose();
        _slopes.Dispose();
    }

    private Tensor Columns(IReadOnlyList<(Channel Channel, int Token)> codes) =>
        tensor(codes.Select(code => (long)_places[_features.ColumnOf(code.Channel, code.Token)]).ToArray());

    private void Each(VisitTable table, CodeLists lists, Action<int, Tensor, Tensor> work, CancellationToken ct)
    {
        var medications = table.Encoder.Medications.Count;
        for (var start = 0; start < table.Visits; start += Rows)
        {
            ct.ThrowIfCancellationRequested();
            var count = Math.Min(Rows, table.Visits - start);
            var (x, y) = (new double[count * (_columns + 1)], new double[count * medications]);
            for (var v = 0; v < count; v++)
            {
                for (var i = lists.Offsets[start + v]; i < lists.Offsets[start + v + 1]; i++)
                    if (_places[lists.Tokens[i]] is >= 0 and var place)
                        x[v * (_columns + 1) + place] = lists.Amounts![i];
                x[v * (_columns + 1) + _columns] = 1;
                foreach (var medication in table.Targets[start + v])
                    y[v * medications + medication] = 1;
            }
            using var scope = NewDisposeScope();
            work(start, tensor(x, count, _columns + 1), tensor(y, count, medications));
        }
    }

    private static (int[] Places, int Columns) Places(CodeLists lists, int features)
    {
        var support = new int[features];
        foreach (var column in lists.Tokens)
            support[column]++;
        var kept = Enumerable.Range(0, features).Where(column => support[column] >= LeastVisits)
            .OrderByDescending(column => support[column]).ThenBy(column => column).Take(MostColumns).Order().ToArray();
        var places = Enumerable.Repeat(-1, features).ToArray();
        for (var place = 0; place < kept.Length; place++)
            places[kept[place]] = place;
        return (places, kept.Length);
    }
}
