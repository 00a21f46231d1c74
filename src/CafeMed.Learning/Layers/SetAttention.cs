using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Multi-head attention of one set of tokens over another set of the same visit; a visit without keys gets zeros, not NaN.</summary>
/// <remarks>
/// <c>softmax(Q K^T / sqrt(W / H)) V</c> per head. Every visit has one more key, which is zero and has the value zero:
/// attention may rest on it, and it is what an empty set attends to. Projections run over real tokens only, never over padding.
/// Source: Vaswani et al. 2017, arXiv:1706.03762.
/// </remarks>
public sealed class SetAttention : nn.Module
{
    private readonly Linear _query;
    private readonly Linear _keyValue;
    private readonly Linear _output;
    private readonly int _heads;

    /// <summary>Attention of <paramref name="heads"/> heads over vectors of length <paramref name="width"/> (W).</summary>
    public SetAttention(int width, int heads) : base(nameof(SetAttention))
    {
        if (width % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide a width of {width}.", nameof(heads));
        _heads = heads;
        _query = nn.Linear(width, width, hasBias: false);
        _keyValue = nn.Linear(width, 2 * width, hasBias: false);
        _output = nn.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Attends from <paramref name="queries"/> to <paramref name="keys"/>.</summary>
    /// <param name="queries">(L, W) float32, the tokens of <paramref name="from"/>.</param>
    /// <param name="from">Where the queries stand.</param>
    /// <param name="keys">(K, W) float32, the tokens of all of <paramref name="to"/>, one channel after another.</param>
    /// <param name="to">Where the keys stand.</param>
    /// <returns>(L, W) float32.</returns>
    public Tensor call(Tensor queries, ChannelTokens from, Tensor keys, SetLayout to)
    {
        using var scope = NewDisposeScope();
        var visits = from.Places.shape[0];
        var width = queries.shape[1];
        var head = width / _heads;
        var q = Spread(_query.call(queries), from.Places)                            // (L, W)  -> (V, N, W)
            .view(visits, -1, _heads, head).transpose(1, 2);                         //         -> (V, H, N, W/H)
        var kv = Spread(_keyValue.call(keys), to.Places)                             // (K, 2W) -> (V, K', 2W)
            .view(visits, -1, 2, _heads, head).permute(2, 0, 3, 1, 4);               //         -> (2, V, H, K', W/H)
        var mixed = nn.functional.scaled_dot_product_attention(                      //         -> (V, H, N, W/H)
                q, kv[0], kv[1], to.Mask.view(visits, 1, 1, -1))
            .transpose(1, 2).reshape(-1, width)                                      //         -> (V N, W)
            .index_select(0, from.Back);                                             //         -> (L, W)
        return _output.call(mixed).MoveToOuterDisposeScope();
    }

    /// <summary>Lays flat tokens out per visit; empty places are zero.</summary>
    /// <param name="tokens">(L, W) float32.</param>
    /// <param name="places">(V, N) int64, L where empty.</param>
    /// <returns>(V, N, W) float32.</returns>
    public static Tensor Spread(Tensor tokens, Tensor places)
    {
        using var scope = NewDisposeScope();
        var padded = cat([tokens, tokens.new_zeros(1, tokens.shape[1])]);                       // (L + 1, W)
        return padded.index_select(0, places.flatten())                              // (V N, W)
            .view(places.shape[0], places.shape[1], -1).MoveToOuterDisposeScope();   // (V, N, W)
    }
}
