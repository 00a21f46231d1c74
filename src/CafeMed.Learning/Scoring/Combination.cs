using static TorchSharp.torch;

namespace CafeMed.Learning.Scoring;

/// <summary>How much the linear tower and the network count, in log odds.</summary>
/// <param name="Linear">Weight of the linear tower, at least 0.</param>
/// <param name="Network">Weight of the network, at least 0.</param>
public sealed record Combination(double Linear, double Network)
{
    // In visits times medications: large enough to keep a handful of validation visits from choosing, small beside thousands.
    private const double Prior = 100;

    /// <summary>The network alone.</summary>
    public static Combination NetworkOnly { get; } = new(0, 1);

    /// <summary>Fits both weights on validation visits, from a prior that trusts the linear tower: thin data fall back to it.</summary>
    /// <param name="linear">(V M) logits of the linear tower.</param>
    /// <param name="network">(V M) logits of the network.</param>
    /// <param name="truth">(V M) what was prescribed.</param>
    public static Combination Fit(float[] linear, float[] network, bool[] truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var (a, b) = (tensor(linear).to_type(ScalarType.Float64), tensor(network).to_type(ScalarType.Float64));
        var y = tensor(Array.ConvertAll(truth, given => given ? 1.0 : 0.0));
        var both = Newton(a, b, y);
        return both switch
        {
            { Network: < 0 } => new(Math.Max(0, Newton(a, zeros_like(b), y).Linear), 0),
            { Linear: < 0 } => new(0, Math.Max(0, Newton(zeros_like(a), b, y).Network)),
            _ => both,
        };
    }

    /// <summary>The combined logits.</summary>
    public float[] Apply(float[] linear, float[] network)
    {
        ArgumentNullException.ThrowIfNull(linear);
        ArgumentNullException.ThrowIfNull(network);
        var combined = new float[network.Length];
        for (var i = 0; i < combined.Length; i++)
            combined[i] = (float)(Linear * linear[i] + Network * network[i]);
        return combined;
    }

    // Newton's method, with steps halved while they lead uphill: undamped it diverges where the towers are far off.
    private static Combination Newton(Tensor a, Tensor b, Tensor y)
    {
        var (at, value) = (new Combination(1, 0), Loss(new(1, 0), a, b, y));
        for (var i = 0; i < 50; i++)
        {
            var (stepA, stepB) = Step(at, a, b, y);
            var (next, nextValue) = (at, double.PositiveInfinity);
            for (var length = 1.0; length > 1e-6 && !(nextValue <= value); length /= 2)
            {
                next = new(at.Linear - length * stepA, at.Network - length * stepB);
                nextValue = Loss(next, a, b, y);
            }
            if (!(nextValue <= value))
                break;
            (at, value) = (next, nextValue);
            if (Math.Abs(stepA) + Math.Abs(stepB) < 1e-8)
                break;
        }
        return at;
    }

    private static (double Linear, double Network) Step(Combination at, Tensor a, Tensor b, Tensor y)
    {
        using var scope = NewDisposeScope();
        var p = a.Times(at.Linear).Plus(b.Times(at.Network)).sigmoid();
        var (residual, weight) = (p - y, p * p.OneMinus());
        var ga = (residual * a).sum().item<double>() + Prior * (at.Linear - 1);
        var gb = (residual * b).sum().item<double>() + Prior * at.Network;
        var haa = (weight * a * a).sum().item<double>() + Prior;
        var hbb = (weight * b * b).sum().item<double>() + Prior;
        var hab = (weight * a * b).sum().item<double>();
        var determinant = haa * hbb - hab * hab;
        return ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
    }

    private static double Loss(Combination at, Tensor a, Tensor b, Tensor y)
    {
        using var scope = NewDisposeScope();
        var z = a.Times(at.Linear).Plus(b.Times(at.Network));
        return nn.functional.binary_cross_entropy_with_logits(z, y, reduction: nn.Reduction.Sum).item<double>()
            + 0.5 * Prior * ((at.Linear - 1) * (at.Linear - 1) + at.Network * at.Network);
    }
}
