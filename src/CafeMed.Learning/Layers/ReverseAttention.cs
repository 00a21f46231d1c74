using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>RETAIN's two levels of attention: how much a visit counts, and which of its parts do, each read off a recurrence that runs back in time.</summary>
/// <remarks>
/// For the visit at t, over its visits j = t, t - 1, …, 1: <c>g = GRU_a(x_t … x_j)</c>, <c>h = GRU_b(x_t … x_j)</c>, <c>a = softmax_j(w g_j)</c>,
/// <c>b_j = tanh(B h_j)</c>, <c>c_t = sum_j a_j b_j * x_j</c>. Every visit of a batch is one row of the grid, so all prefixes are read in one pass.
/// Source: Choi et al. 2016, RETAIN, arXiv:1608.05745, equations 1 to 5.
/// </remarks>
public sealed class ReverseAttention : nn.Module
{
    private readonly GRU _visits;
    private readonly GRU _parts;
    private readonly Linear _score;
    private readonly Linear _gate;

    /// <summary>Over vectors of length <paramref name="width"/> (W).</summary>
    public ReverseAttention(int width) : base(nameof(ReverseAttention))
    {
        _visits = nn.GRU(width, width, batchFirst: true);
        _parts = nn.GRU(width, width, batchFirst: true);
        // A bias of the score would be the same for all visits, and so nothing.
        _score = nn.Linear(width, 1, hasBias: false);
        _gate = nn.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>The context of every visit.</summary>
    /// <param name="visits">(V, W) float32.</param>
    /// <param name="batch">Which visit is whose.</param>
    /// <returns>(V, W) float32.</returns>
    public Tensor call(Tensor visits, VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var prefixes = VisitPrefixes.Of(batch);
        var back = prefixes.Of(visits);                                              // (V, T, W), the latest first
        var (g, _) = _visits.call(back);                                             // (V, T, W)
        var (h, _) = _parts.call(back);                                              // (V, T, W)
        var scores = _score.call(g).squeeze(-1)                                      // (V, T)
            .Filled(prefixes.Mask.logical_not(), double.NegativeInfinity);
        var shares = scores.softmax(-1).unsqueeze(-1);                               // (V, T, 1)
        return (shares * _gate.call(h).tanh() * back).sum(dim: 1).MoveToOuterDisposeScope(); // (V, W)
    }
}
