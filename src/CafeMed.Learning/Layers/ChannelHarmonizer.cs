using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Squeeze and excite across channels: how much each channel counts for this visit.</summary>
/// <remarks><c>beta = 1 + tanh(W2 gelu(W1 [r_1; ...; r_C]))</c>, <c>r_c = beta_c r_c</c>. W2 starts at 0, so beta starts at 1. After Hu et al. 2018, arXiv:1709.01507.</remarks>
public sealed class ChannelHarmonizer : nn.Module<Tensor, Tensor>
{
    private readonly Linear _squeeze;
    private readonly Linear _excite;

    /// <summary>Weighs <paramref name="channels"/> (C) vectors of length <paramref name="width"/> (W).</summary>
    public ChannelHarmonizer(int channels, int width) : base(nameof(ChannelHarmonizer))
    {
        _squeeze = nn.Linear(channels * width, Math.Max(4, channels * width / 4));
        _excite = nn.Linear(Math.Max(4, channels * width / 4), channels);
        nn.init.zeros_(_excite.weight!);
        nn.init.zeros_(_excite.bias!);
        RegisterComponents();
    }

    /// <summary>(V, C, W) float32 in, the same shape out.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var squeezed = nn.functional.gelu(_squeeze.call(input.flatten(1)));          // (V, C W) -> (V, C W / 4)
        var weights = _excite.call(squeezed).tanh().Plus(1.0);                             // (V, C)
        return (input * weights.unsqueeze(2)).MoveToOuterDisposeScope();             // (V, C, W)
    }
}
