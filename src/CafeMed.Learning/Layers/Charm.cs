using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Channel Harmonized Attention Refinement: how diagnoses, procedures and earlier medications of a visit depend on each other.</summary>
/// <remarks>
/// <para>In each channel c: self-attention, <c>X = X + Self(LN X)</c>; cross-attention to the two other channels,
/// <c>Y = Cross(X, others)</c>, to keys and values that each channel makes once; gated fusion, <c>Z = LN(X + sigmoid(F [X; Y]) * Y)</c>; a feed-forward block. Then each channel is pooled
/// (<see cref="SetPooling"/>) and the pooled channels are weighed against each other (<see cref="ChannelHarmonizer"/>).</para>
/// <para>Source: the idea of Ren et al. 2025, arXiv:2511.14064; the equations are ours.</para>
/// </remarks>
public sealed class Charm : nn.Module
{
    private readonly ModuleList<CharmChannel> _channels = [];
    private readonly ChannelHarmonizer _harmonizer;

    /// <summary>Three channels of vectors of length <paramref name="width"/> (W), attention with <paramref name="heads"/> heads.</summary>
    public Charm(int width, int heads, double dropout) : base(nameof(Charm))
    {
        for (var channel = 0; channel < 3; channel++)
            _channels.Add(new CharmChannel(width, heads, dropout));
        _harmonizer = new ChannelHarmonizer(3, width);
        RegisterComponents();
    }

    /// <summary>Refines the tokens of three channels, and pools them.</summary>
    /// <param name="tokens">Three times (L_c, W) float32.</param>
    /// <param name="layouts">Where the tokens of each channel stand.</param>
    /// <returns>(V, 3, W) float32.</returns>
    public Tensor call(IReadOnlyList<Tensor> tokens, IReadOnlyList<ChannelTokens> layouts)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using var scope = NewDisposeScope();
        var refined = new Tensor[3];
        for (var c = 0; c < 3; c++)
            refined[c] = _channels[c].Refine(tokens[c], layouts[c]);                 // (L_c, W)
        var offers = refined.Select((channel, c) => _channels[c].Offer(channel)).ToArray(); // (L_c, W), (L_c, W)
        var pooled = new Tensor[3];
        for (var c = 0; c < 3; c++)
        {
            var (first, second) = (c == 0 ? 1 : 0, c == 2 ? 1 : 2);
            pooled[c] = _channels[c].Fuse(                                           // (V, W)
                refined[c],
                layouts[c],
                cat([offers[first].Keys, offers[second].Keys]),                      // (L_a + L_b, W)
                cat([offers[first].Values, offers[second].Values]),
                SetLayout.Of(layouts[first], layouts[second]));
        }
        return _harmonizer.call(stack(pooled, 1)).MoveToOuterDisposeScope();         // (V, 3, W)
    }
}
