namespace CafeMed.Data.Synthetic;

/// <summary>A normal distribution over a few hidden numbers that learns from coins whose log odds are linear in them, by Laplace's method. For one thread.</summary>
internal sealed class LaplaceFilter(int size)
{
    private readonly List<(double[] Direction, double Offset, bool Heads)> _coins = [];
    private readonly Stack<double[]> _spare = new();
    private readonly double[] _prior = new double[size];
    private readonly double[] _precision = new double[size * size];
    private readonly double[] _hessian = new double[size * size];
    private readonly double[] _covariance = new double[size * size];
    private readonly double[] _gradient = new double[size];

    /// <summary>The mean.</summary>
    public double[] Mean { get; } = new double[size];

    /// <summary>Standard normal again.</summary>
    public void Begin()
    {
        Array.Clear(Mean);
        Array.Clear(_precision);
        for (var i = 0; i < size; i++)
            _precision[i * size + i] = 1;
    }

    /// <summary>No coin.</summary>
    public void Clear()
    {
        foreach (var (direction, _, _) in _coins)
            _spare.Push(direction);
        _coins.Clear();
    }

    /// <summary>One coin: its log odds are <paramref name="offset"/> and the product with <paramref name="direction"/>, which is copied.</summary>
    public void Add(double[] direction, double offset, bool heads)
    {
        var own = _spare.TryPop(out var spare) ? spare : new double[size];
        direction.CopyTo(own, 0);
        _coins.Add((own, offset, heads));
    }

    /// <summary>Learns from the coins, with so many steps of Newton's method.</summary>
    public void Solve(int steps)
    {
        Mean.CopyTo(_prior, 0);
        for (var step = 0; step < steps; step++)
        {
            _precision.CopyTo(_hessian, 0);
            for (var i = 0; i < size; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < size; j++)
                    sum += _precision[i * size + j] * (_prior[j] - Mean[j]);
                _gradient[i] = sum;
            }
            foreach (var coin in _coins)
                Weigh(coin.Direction, coin.Offset, coin.Heads);
            Invert();
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    Mean[i] += _covariance[i * size + j] * _gradient[j];
        }
        _hessian.CopyTo(_precision, 0);
    }

    /// <summary>Mean and variance of the product with a direction; after <see cref="Solve"/>.</summary>
    public (double Mean, double Variance) Project(double[] direction)
    {
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            if (direction[i] == 0)
                continue;
            mean += direction[i] * Mean[i];
            for (var j = 0; j < size; j++)
                variance += direction[i] * direction[j] * _covariance[i * size + j];
        }
        return (mean, variance);
    }

    /// <summary>Makes one number standard normal again and independent of the others, which stay as they are.</summary>
    public void Forget(int number)
    {
        var own = _precision[number * size + number];
        for (var i = 0; i < size; i++)
            _gradient[i] = _precision[i * size + number];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                _precision[i * size + j] = i == number || j == number ? i == j ? 1 : 0 : _precision[i * size + j] - _gradient[i] * _gradient[j] / own;
        Mean[number] = 0;
    }

    private void Weigh(double[] direction, double offset, bool heads)
    {
        var logOdds = offset;
        for (var i = 0; i < size; i++)
            logOdds += direction[i] * Mean[i];
        var probability = SyntheticMath.Probability(logOdds);
        var (miss, weight) = ((heads ? 1 : 0) - probability, probability * (1 - probability));
        for (var i = 0; i < size; i++)
        {
            if (direction[i] == 0)
                continue;
            _gradient[i] += miss * direction[i];
            for (var j = 0; j < size; j++)
                _hessian[i * size + j] += weight * direction[i] * direction[j];
        }
    }

    // Gauss and Jordan; a precision is positive definite, so no pivot is sought.
    private void Invert()
    {
        _hessian.CopyTo(_covariance, 0);
        for (var k = 0; k < size; k++)
        {
            var pivot = 1 / _covariance[k * size + k];
            _covariance[k * size + k] = 1;
            for (var j = 0; j < size; j++)
                _covariance[k * size + j] *= pivot;
            for (var i = 0; i < size; i++)
            {
                if (i == k)
                    continue;
                var factor = _covariance[i * size + k];
                _covariance[i * size + k] = 0;
                for (var j = 0; j < size; j++)
                    _covariance[i * size + j] -= factor * _covariance[k * size + j];
            }
        }
    }
}
