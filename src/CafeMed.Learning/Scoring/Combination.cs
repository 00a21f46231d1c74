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
            { Network: < 0 } => new(Newton(a, zeros_like(b), y).Linear, 0),
            { Linear: < 0 } => new(0, Newton(zeros_like(a), b, y).Network),
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

    private static Combination Newton(Tensor a, Tensor b, Tensor y)
    {
        var (linear, network) = (1.0, 0.0);
        for (var i = 0; i < 25; i++)
        {
            using var scope = NewDisposeScope();
            var p = a.Times(linear).Plus(b.Times(network)).sigmoid();
            var (residual, weight) = (p - y, p * p.OneMinus());
            var (ga, gb) = ((residual * a).sum().item<double>() + Prior * (linear - 1), (residual * b).sum().item<double>() + Prior * network);
            var haa = (weight * a * a).sum().item<double>() + Prior;
            var hbb = (weight * b * b).sum().item<double>() + Prior;
            var hab = (weight * a * b).sum().item<double>();
            var determinant = haa * hbb - hab * hab;
            var (stepA, stepB) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
            (linear, network) = (linear - stepA, network - stepB);
            if (Math.Abs(stepA) + Math.Abs(stepB) < 1e-8)
                break;
        }
        return new(linear, network);
    }
}
