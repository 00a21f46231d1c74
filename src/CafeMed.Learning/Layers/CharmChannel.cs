using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>One channel of <see cref="Charm"/>.</summary>
public sealed class CharmChannel : nn.Module
{
    private readonly LayerNorm _before;
    private readonly SetKeys _own;
    private readonly SetAttention _self;
    private readonly SetKeys _offered;
    private readonly SetAttention _cross;
    private readonly Linear _fusion;
    private readonly LayerNorm _after;
    private readonly Linear _hidden;
    private readonly Linear _output;
    private readonly ByteDropout _dropout;
    private readonly SetPooling _pooling;

    /// <summary>A channel of vectors of length <paramref name="width"/> (W).</summary>
    public CharmChannel(int width, int heads, double dropout) : base(nameof(CharmChannel))
    {
        _before = nn.LayerNorm(width);
        _own = new SetKeys(width);
        _self = new SetAttention(width, heads);
        _offered = new SetKeys(width);
        _cross = new SetAttention(width, heads);
        _fusion = nn.Linear(2 * width, width);
        _after = nn.LayerNorm(width);
        _hidden = nn.Linear(width, width);
        _output = nn.Linear(width, width);
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
        var (keys, values) = _own.call(normed);                                      // (L, W), (L, W)
        var attended = _self.call(normed, layout, keys, values, SetLayout.Of(layout)); // (L, W)
        return tokens.Plus(_dropout.call(attended)).MoveToOuterDisposeScope();
    }

    /// <summary>What the refined tokens offer to the other channels: (L, W) keys and (L, W) values.</summary>
    public (Tensor Keys, Tensor Values) Offer(Tensor refined) => _offered.call(refined);

    /// <summary>Cross-attention to what the other channels offer, gated fusion, feed-forward, pooling.</summary>
    /// <param name="refined">(L, W) float32, the channel's tokens.</param>
    /// <param name="layout">Where they stand.</param>
    /// <param name="keys">(K, W) float32, the others' keys.</param>
    /// <param name="values">(K, W) float32, the others' values.</param>
    /// <param name="where">Where the others stand.</param>
    /// <returns>(V, W) float32.</returns>
    public Tensor Fuse(Tensor refined, ChannelTokens layout, Tensor keys, Tensor values, SetLayout where)
    {
        ArgumentNullException.ThrowIfNull(refined);
        using var scope = NewDisposeScope();
        var crossed = _cross.call(refined, layout, keys, values, where);             // (L, W)
        var gate = _fusion.call(cat([refined, crossed], 1)).sigmoid();               // (L, 2W) -> (L, W)
        var fused = _after.call(refined.Plus(gate * crossed));                       // (L, W)
        var fed = _output.call(nn.functional.gelu(_hidden.call(fused)));             // (L, W)
        return _pooling.call(fused.Plus(_dropout.call(fed)), refined, layout)        // (V, W)
            .MoveToOuterDisposeScope();
    }
}
