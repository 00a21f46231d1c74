namespace CafeMed.Learning.Evaluation;

/// <summary>Many means and rates over patients, drawn all at once.</summary>
internal sealed class RatioBatch(PatientBootstrap bootstrap, int patients)
{
    private readonly List<double[]> _columns = [];
    private readonly Dictionary<double[], int> _known = new(ReferenceEqualityComparer.Instance);
    private readonly List<(int Above, int Below, bool Rate)> _asked = [];
    private double[][] _sums = [];

    /// <summary>A mean over patients; a patient whose value is NaN has none and is left out. NaN where nobody has one.</summary>
    public int Mean(double[] values)
    {
        if (!Array.Exists(values, double.IsNaN))
            return Ask(values, null, rate: false);
        return Ask([.. values.Select(value => double.IsNaN(value) ? 0 : value)], [.. values.Select(value => double.IsNaN(value) ? 0.0 : 1)], rate: false);
    }

    /// <summary>Sums over sums; NaN where nothing is counted.</summary>
    /// <param name="above">(P) finite.</param>
    /// <param name="below">(P) finite, or <see langword="null"/> for 1 each.</param>
    public int Ratio(double[] above, double[]? below) => Ask(above, below, rate: false);

    /// <summary>Sums over sums; 0 where nothing is counted.</summary>
    public int Rate(double[] above, double[] below) => Ask(above, below, rate: true);

    /// <summary>The sums of a column on every draw, as it is.</summary>
    public int Sum(double[] column) => Column(column);

    /// <summary>Draws all that was asked for.</summary>
    public void Draw() => _sums = bootstrap.Sums(_columns);

    /// <summary>(draws) what <see cref="Sum"/> asked for.</summary>
    public double[] DrawnSum(int column) => _sums[column];

    /// <summary>A ratio with its values on the draws.</summary>
    public DrawnValue Drawn(int asked)
    {
        var (above, below, _) = _asked[asked];
        var estimate = _columns[above].Sum() / (below < 0 ? patients : _columns[below].Sum());
        var drawn = below < 0
            ? Array.ConvertAll(_sums[above], sum => sum / patients)
            : [.. _sums[above].Zip(_sums[below], (one, other) => other == 0 ? double.NaN : one / other)];
        return new(estimate, drawn);
    }

    /// <summary>A ratio with its 95 % interval.</summary>
    public Interval Interval(int asked)
    {
        var (_, below, rate) = _asked[asked];
        return below >= 0 && _columns[below].Sum() == 0 ? rate ? default : new(double.NaN, double.NaN, double.NaN) : Drawn(asked).Percentiles;
    }

    private int Ask(double[] above, double[]? below, bool rate)
    {
        _asked.Add((Column(above), below is null ? -1 : Column(below), rate));
        return _asked.Count - 1;
    }

    private int Column(double[] values)
    {
        if (_known.TryGetValue(values, out var at))
            return at;
        _columns.Add(values);
        return _known[values] = _columns.Count - 1;
    }
}
