using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Multi-head attention of one set of tokens over another set of the same visit; a visit without keys gets zeros, not NaN.</summary>
/// <remarks>
/// <c>softmax(Q x (k)^T / sqrt(W / H)) v</c> per head, with keys k and values v that their own channel made (<see cref="SetKeys"/>). There
/// is no projection of the output: what reads it mixes the heads. Every visit has one more key, which is zero and has the value
/// zero: attention may rest on it, and it is what an empty set attends to. Projections run over real tokens only, never over padding.
/// Source: Vaswani et al. 2017, arXiv:1706.03762.
/// </remarks>
public sealed class SetAttention : nn.Module
{
    private readonly Linear _query;
    private readonly int _heads;

    /// <summary>Attention of <paramref name="heads"/> heads over vectors of length <paramref name="width"/> (W).</summary>
    public SetAttention(int width, int heads) : base(nameof(SetAttention))
    {
        if (width % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide a width of {width}.", nameof(heads));
        _heads = heads;
        _query = nn.Linear(width, width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Attends from <paramref name="queries"/> to the keys.</summary>
    /// <param name="queries">(L, W) float32, the tokens of <paramref name="from"/>.</param>
    /// <param name="from">Where the queries stand.</param>
    /// <param name="keys">(K, W) float32, the keys of all channels of <paramref name="to"/>, one channel after another.</param>
    /// <param name="values">(K, W) float32, their values.</param>
    /// <param name="to">Where the keys stand.</param>
    /// <returns>(L, W) float32.</returns>
    public Tensor call(Tensor queries, ChannelTokens from, Tensor keys, Tensor values, SetLayout to)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        using var scope = NewDisposeScope();
        var q = Heads(Spread(_query.call(queries), from.Places));                    // (L, W) -> (V, N, W) -> (V, H, N, W/H)
        var k = Heads(Spread(keys, to.Places));                                      // (K, W) -> (V, K', W) -> (V, H, K', W/H)
        var v = Heads(Spread(values, to.Places));
        return nn.functional.scaled_dot_product_attention(                           //        -> (V, H, N, W/H)
                q, k, v, to.Mask.view(from.Places.shape[0], 1, 1, -1))
            .transpose(1, 2).reshape(-1, queries.shape[1])                           //        -> (V N, W)
            .index_select(0, from.Back)                                              //        -> (L, W)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Lays flat tokens out per visit; empty places are zero.</summary>
    /// <param name="tokens">(L, W) float32.</param>
    /// <param name="places">(V, N) int64, L where empty.</param>
    /// <returns>(V, N, W) float32.</returns>
    public static Tensor Spread(Tensor tokens, Tensor places)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(places);
        using var scope = NewDisposeScope();
        var padded = cat([tokens, tokens.new_zeros(1, tokens.shape[1])]);            // (L + 1, W)
        return padded.index_select(0, places.flatten())                              // (V N, W)
            .view(places.shape[0], places.shape[1], -1).MoveToOuterDisposeScope();   // (V, N, W)
    }

    // With one head nothing is moved, and the small products run on contiguous matrices: twice as fast as two heads.
    private Tensor Heads(Tensor tokens) => tokens.view(tokens.shape[0], tokens.shape[1], _heads, -1).transpose(1, 2);
}
