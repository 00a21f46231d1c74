using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>What sets a patient apart: each value less its mean over patients, over its standard deviation.</summary>
/// <remarks>
/// Mean and variance are running ones, taken over the training batches and fixed afterwards: <c>mean = 0.9 mean + 0.1 mean of the batch</c>.
/// Unlike in batch normalisation, the batch itself is scaled by them too, so training and use are the same function. Source: Ioffe and Szegedy 2015, arXiv:1502.03167 (running statistics).
/// </remarks>
public sealed class RunningScale : nn.Module<Tensor, Tensor>
{
    private const double Share = 0.1;
    private readonly Tensor _mean;
    private readonly Tensor _variance;

    /// <summary>For vectors of length <paramref name="width"/> (W). Starts at mean 0 and variance 1.</summary>
    public RunningScale(int width) : base(nameof(RunningScale))
    {
        (_mean, _variance) = (zeros(width), ones(width));
        RegisterComponents();
    }

    /// <summary>(V, W) float32 in, the same shape out.</summary>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        if (training && input.shape[0] > 1)
            Learn(input.detach());
        return ((input - _mean) / _variance.Plus(1e-5).sqrt()).MoveToOuterDisposeScope();
    }

    private void Learn(Tensor batch)
    {
        using var gradients = no_grad();
        var mean = batch.mean([0L]);                                                 // (V, W) -> (W)
        _mean.Scale_(1 - Share);
        _mean.Add_(mean, Share);
        _variance.Scale_(1 - Share);
        _variance.Add_((batch - mean).Squared().mean([0L]), Share);
    }
}
