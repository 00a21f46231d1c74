using System.Collections.Immutable;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Weighted means with and without each exposure, of drugs and of covariates, and the errors of their differences.</summary>
/// <remarks>
/// Two walks over the rows: the first for the totals, the second, which knows them, for the sum over patients of
/// <c>(sum a (y - mu1) - sum b (y - mu0))^2</c>, where a and b are the weights with and without the exposure over their totals.
/// </remarks>
internal sealed class OverlapSums
{
    private readonly int _exposures;
    private readonly int _drugs;
    private readonly int[] _covariate;
    private readonly int _covariates;
    private readonly double[][] _weight = [[], []];
    private readonly double[][] _squares = [[], []];
    private readonly double[][] _visits = [[], []];
    private readonly double[][] _given = [[], []];
    private readonly double[][] _balance = [[], []];
    private readonly double[][] _raw = [[], []];
    private readonly double[] _variance;

    public OverlapSums(int exposures, int drugs, int[] covariate)
    {
        (_exposures, _drugs, _covariate, _covariates) = (exposures, drugs, covariate, covariate.Max() + 1);
        for (var arm = 0; arm < 2; arm++)
        {
            (_weight[arm], _squares[arm], _visits[arm]) = (new double[exposures], new double[exposures], new double[exposures]);
            (_given[arm], _balance[arm], _raw[arm]) = (new double[exposures * drugs], new double[exposures * _covariates], new double[exposures * _covariates]);
        }
        _variance = new double[exposures * drugs];
    }

    /// <summary>First walk.</summary>
    public void AddTotals(RowBlock rows, Tensor weights, Tensor held)
    {
        using var scope = NewDisposeScope();
        var (drugs, covariates) = (rows.Drugs(), rows.Dense(_covariate, _covariates));
        for (var arm = 0; arm < 2; arm++)
        {
            var present = arm == 1 ? held : held.OneMinus();
            var own = weights * present;                                                                // (n, J)
            Add(_weight[arm], own.sum(dim: 0));
            Add(_squares[arm], own.Squared().sum(dim: 0));
            Add(_visits[arm], present.sum(dim: 0));
            Add(_given[arm], own.t().matmul(drugs));
            Add(_balance[arm], own.t().matmul(covariates));
            Add(_raw[arm], present.t().matmul(covariates));
        }
    }

    /// <summary>Between the walks: totals become means.</summary>
    public void Average()
    {
        for (var arm = 0; arm < 2; arm++)
            for (var j = 0; j < _exposures; j++)
            {
                Divide(_given[arm], j, _drugs, _weight[arm][j]);
                Divide(_balance[arm], j, _covariates, _weight[arm][j]);
                Divide(_raw[arm], j, _covariates, _visits[arm][j]);
            }
    }

    /// <summary>Second walk.</summary>
    public void AddClusters(RowBlock rows, Tensor weights, Tensor held)
    {
        using var scope = NewDisposeScope();
        var (drugs, owners) = (rows.Drugs(), rows.Owners());
        var with = weights * held * Inverse(1);                                                         // (n, J) a
        var without = weights * held.OneMinus() * Inverse(0);                                           // (n, J) b
        var both = with - without;
        var (mean1, mean0) = (Row(_given[1]), Row(_given[0]));                                          // (J, M)
        Tensor PerPatient(Tensor own) => zeros(rows.Sizes.Length, _exposures).AddRows(owners, own);     // (P, J)
        var (sum1, sum0) = (PerPatient(with), PerPatient(without));
        Tensor Crossed(Tensor own) => own.index_select(0, owners).mul_(both).t().matmul(drugs);         // (J, M)
        Tensor Column(Tensor own) => own.sum(dim: 0).unsqueeze(1);                                      // (J, 1)
        var total = ClusterSums.Squares(both, drugs, rows.Sizes)
            - (mean1 * Crossed(sum1)).Times(2.0) - (mean0 * Crossed(sum0)).Times(-2.0)
            - (mean1 * mean0 * Column(sum1 * sum0)).Times(2.0);
        total = total.Plus(mean1.Squared() * Column(sum1.Squared())).Plus(mean0.Squared() * Column(sum0.Squared()));
        Add(_variance, total);
    }

    /// <summary>The contrasts.</summary>
    /// <param name="visits">n.</param>
    /// <param name="name">What a column is, for people.</param>
    public PairFit Finish(int visits, Func<int, string> name)
    {
        var names = new string[_covariates];
        for (var column = 0; column < _covariate.Length; column++)
            if (_covariate[column] >= 0)
                names[_covariate[column]] = name(column);
        var fit = new PairFit(_exposures, _drugs) { Balance = [.. Enumerable.Range(0, _exposures).Select(j => Balance(j, names))] };
        for (var j = 0; j < _exposures; j++)
        {
            var (with, without) = (Size(1, j), Size(0, j));
            var overlap = _weight[1][j] + _weight[0][j];
            fit.Checks[j] = new(
                (float)(overlap / visits / 2), with > 0 ? (float)(1 / with) : 1, (float)(with + without), (float)Worst(_raw, j), (float)Worst(_balance, j));
            for (var pair = j * _drugs; pair < (j + 1) * _drugs && _weight[1][j] > 0 && _weight[0][j] > 0; pair++)
                (fit.Difference[pair], fit.Variance[pair]) = (_given[1][pair] - _given[0][pair], Math.Max(_variance[pair], Binomial(_given[1][pair], _given[0][pair], with, without)));
        }
        return fit;
    }

    // What the weights leave of a group is worth few visits where the code can nearly be told: a handful that all have the drug, or none, hardly scatter, and look certain. The error is at
    // least that of so many coins with the chance of both groups together.
    private static double Binomial(double risk1, double risk0, double with, double without)
    {
        if (with <= 0 || without <= 0)
            return 1;
        var risk = (with * risk1 + without * risk0 + 1) / (with + without + 2);
        return risk * (1 - risk) * (1 / with + 1 / without);
    }

    private double Size(int arm, int exposure) => _squares[arm][exposure] > 0 ? _weight[arm][exposure] * _weight[arm][exposure] / _squares[arm][exposure] : 0;

    private double Worst(double[][] means, int exposure) =>
        Enumerable.Range(exposure * _covariates, _covariates).Select(at => Math.Abs(Apart(means, at))).DefaultIfEmpty(0).Max();

    private ImmutableArray<CovariateBalance> Balance(int exposure, string[] names) =>
        [.. names.Select((name, k) => new CovariateBalance(name, (float)Apart(_raw, exposure * _covariates + k), (float)Apart(_balance, exposure * _covariates + k)))];

    // Standardised difference; the spread is that of the two groups as they are, so that weighting cannot shrink it. 0 where neither varies.
    private double Apart(double[][] means, int at)
    {
        var spread = (_raw[1][at] * (1 - _raw[1][at]) + _raw[0][at] * (1 - _raw[0][at])) / 2;
        return spread > 1e-6 ? (means[1][at] - means[0][at]) / Math.Sqrt(spread) : 0;
    }

    private Tensor Inverse(int arm) => tensor(Array.ConvertAll(_weight[arm], total => total > 0 ? (float)(1 / total) : 0));

    private Tensor Row(double[] pairs) => tensor(Array.ConvertAll(pairs, value => (float)value), _exposures, _drugs);

    private static void Divide(double[] sums, int row, int width, double by)
    {
        for (var at = row * width; at < (row + 1) * width; at++)
            sums[at] = by > 0 ? sums[at] / by : 0;
    }

    private static void Add(double[] sums, Tensor values)
    {
        var own = values.Doubles();
        for (var i = 0; i < own.Length; i++)
            sums[i] += own[i];
    }
}
