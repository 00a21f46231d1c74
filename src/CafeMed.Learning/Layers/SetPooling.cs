using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>One vector for a set of tokens: an attention-weighted mean of the refined tokens, plus a projected sum of the raw ones, which keeps the size of the set.</summary>
/// <remarks><c>r = sum_i softmax_i(v^T tanh(A z_i)) z_i + B sum_i x_i</c>. An empty set gives zeros.</remarks>
public sealed class SetPooling : nn.Module
{
    private readonly Linear _hidden;
    private readonly Linear _score;
    private readonly Linear _skip;

    /// <summary>Pools vectors of length <paramref name="width"/> (W).</summary>
    public SetPooling(int width) : base(nameof(SetPooling))
    {
        _hidden = nn.Linear(width, width / 2);
        _score = nn.Linear(width / 2, 1, hasBias: false);
        _skip = nn.Linear(width, width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Pools each visit's tokens.</summary>
    /// <param name="refined">(L, W) float32.</param>
    /// <param name="raw">(L, W) float32.</param>
    /// <param name="layout">Where the tokens stand.</param>
    /// <returns>(V, W) float32.</returns>
    public Tensor call(Tensor refined, Tensor raw, ChannelTokens layout)
    {
        ArgumentNullException.ThrowIfNull(refined);
        ArgumentNullException.ThrowIfNull(layout);
        using var scope = NewDisposeScope();
        var visits = layout.Counts.shape[0];
        var exponents = _score.call(_hidden.call(refined).tanh()).exp();             // (L, W) -> (L, 1); bounded by tanh
        var total = refined.new_zeros(visits, 1).AddRows(layout.Owner, exponents);       // (V, 1)
        var weighted = refined.new_zeros(visits, refined.shape[1])
            .AddRows(layout.Owner, refined * exponents);                     // (V, W)
        var sum = raw.new_zeros(visits, raw.shape[1]).AddRows(layout.Owner, raw);    // (V, W)
        return (weighted / total.AtLeast(1e-12)).Plus(_skip.call(sum)).MoveToOuterDisposeScope();
    }
}
