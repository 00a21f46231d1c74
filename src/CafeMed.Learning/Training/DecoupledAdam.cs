using TorchSharp;
using static TorchSharp.torch;

namespace CafeMed.Learning.Training;

/// <summary>AdamW: Adam with weight decay that does not pass through the moments.</summary>
/// <remarks>
/// <c>m = b1 m + (1 - b1) g</c>, <c>v = b2 v + (1 - b2) g^2</c>, <c>w = w (1 - lr decay) - lr / (1 - b1^t) m / (sqrt(v / (1 - b2^t)) + eps)</c>.
/// Source: Loshchilov and Hutter 2019, arXiv:1711.05101. TorchSharp's own is not used: see docs/decisions/0008.
/// </remarks>
internal sealed class DecoupledAdam : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly (string Name, Tensor Value, Tensor Mean, Tensor Square)[] _parameters;
    private readonly double _rate;
    private readonly double _decay;

    public DecoupledAdam(nn.Module module, double rate, double decay)
    {
        (_rate, _decay) = (rate, decay);
        _parameters = [.. module.named_parameters().Select(named =>
            (named.name, (Tensor)named.parameter, zeros_like(named.parameter, requires_grad: false), zeros_like(named.parameter, requires_grad: false)))];
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The moments by name; they stay the optimiser's.</summary>
    public IEnumerable<(string Name, Tensor Value)> Moments => _parameters.SelectMany(parameter =>
        new[] { ($"mean.{parameter.Name}", parameter.Mean), ($"square.{parameter.Name}", parameter.Square) });

    /// <summary>One step along the gradients.</summary>
    /// <param name="share">Of the full step size, above 0.</param>
    public void Step(double share = 1)
    {
        var rate = share * _rate;
        using var gradients = no_grad();
        Steps++;
        var step = rate / (1 - Math.Pow(Beta1, Steps));
        var correction = 1 / Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        using Scalar beta1 = Beta1.ToScalar(), beta2 = Beta2.ToScalar(), keep1 = (1 - Beta1).ToScalar(), keep2 = (1 - Beta2).ToScalar();
        using Scalar shrink = (1 - rate * _decay).ToScalar(), scale = correction.ToScalar(), epsilon = Epsilon.ToScalar(), along = (-step).ToScalar(), one = 1.0.ToScalar();
        foreach (var (_, value, mean, square) in _parameters)
        {
            using var scope = NewDisposeScope();
            if (value.grad is not { } gradient)
                continue;
            mean.mul_(beta1).add_(gradient, keep1);
            square.mul_(beta2).addcmul_(gradient, gradient, keep2);
            value.mul_(shrink).addcdiv_(mean, square.sqrt().mul_(scale).add_(epsilon, one), along);
        }
    }

    /// <summary>Goes on from saved moments.</summary>
    public void Restore(IReadOnlyDictionary<string, Tensor> moments, long steps)
    {
        using var gradients = no_grad();
        foreach (var (name, value) in Moments)
            value.copy_(moments[name]);
        Steps = steps;
    }

    public void Dispose()
    {
        foreach (var (_, value) in Moments)
            value.Dispose();
    }
}
