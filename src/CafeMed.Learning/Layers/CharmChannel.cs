using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>One channel of <see cref="Charm"/>.</summary>
public sealed class CharmChannel : nn.Module
{
    private readonly LayerNorm _before;
    private readonly SetAttention _self;
    private readonly SetAttention _cross;
    private readonly Linear _fusion;
    private readonly LayerNorm _after;
    private readonly Linear _widen;
    private readonly Linear _narrow;
    private readonly ByteDropout _dropout;
    private readonly SetPooling _pooling;

    /// <summary>A channel of vectors of length <paramref name="width"/> (W).</summary>
    public CharmChannel(int width, int heads, double dropout) : base(nameof(CharmChannel))
    {
        _before = nn.LayerNorm(width);
        _self = new SetAttention(width, heads);
        _cross = new SetAttention(width, heads);
        _fusion = nn.Linear(2 * width, width);
        _after = nn.LayerNorm(width);
        _widen = nn.Linear(width, 2 * width);
        _narrow = nn.Linear(2 * width, width);
        _dropout = new ByteDropout(dropout);
        _pooling = new SetPooling(width);
        RegisterComponents();
    }

    /// <summary>Self-attention within the channel, with residual.</summary>
    /// <returns>(L, W) float32.</returns>
    public Tensor Refine(Tensor tokens, ChannelTokens layout)
    {
        using var scope = NewDisposeScope();
        var normed = _before.call(tokens);                                           // (L, W)
        var attended = _self.call(normed, layout, normed, SetLayout.Of(layout));     // (L, W)
        return tokens.Plus(_dropout.call(attended)).MoveToOuterDisposeScope();
    }

    /// <summary>Cross-attention to the other channels, gated fusion, feed-forward, pooling.</summary>
    /// <returns>(V, W) float32.</returns>
    public Tensor Fuse(Tensor tokens, ChannelTokens layout, Tensor others, SetLayout where)
    {
        using var scope = NewDisposeScope();
        var crossed = _cross.call(tokens, layout, others, where);                    // (L, W)
        var gate = _fusion.call(cat([tokens, crossed], 1)).sigmoid();                // (L, 2W) -> (L, W)
        var fused = _after.call(tokens.Plus(gate * crossed));                            // (L, W)
        var fed = _narrow.call(nn.functional.gelu(_widen.call(fused)));              // (L, W) -> (L, 2W) -> (L, W)
        return _pooling.call(fused.Plus(_dropout.call(fed)), tokens, layout)             // (V, W)
            .MoveToOuterDisposeScope();
    }
}
