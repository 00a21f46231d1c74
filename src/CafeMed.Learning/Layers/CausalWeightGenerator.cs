using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Turns static causal effects into weights that depend on the state of this patient.</summary>
/// <remarks>
/// <para><c>w_im = 2 sigmoid(g_im) c_im</c>, <c>g_im = (U [x_i; s; x_i * s])^T (K e_m) / sqrt(k) + b_m + a c_im</c>
/// with c the shrunk effect of code i on medication m, x_i the code, s the patient's state, e_m the medication.</para>
/// <para>Simpler gates, to be compared with it (<see cref="GateKind"/>): per code, <c>g_i = u^T [x_i; s; x_i * s] + b</c>; scalar,
/// <c>g = u^T s + b</c>; static, <c>g = 0</c>.</para>
/// <para>U, u, b and a start at 0, so every gate starts at 1 and the untrained network is the static causal model.
/// A gate lies in (0, 2): it turns an effect up or down, and never changes its sign.</para>
/// <para>Source: the idea of Ren et al. 2025, arXiv:2511.14064; the equations are ours.</para>
/// </remarks>
public sealed class CausalWeightGenerator : nn.Module
{
    private readonly Tensor _effects;
    private readonly GateKind _gate;
    private readonly Linear? _code;
    private readonly Linear? _medication;
    private readonly Parameter? _bias;
    private readonly Parameter? _slope;
    private readonly double _scale;

    /// <summary>Holds the effects of one channel.</summary>
    /// <param name="effects">(S, M) float32, shrunk effects by token; kept as a buffer, never trained.</param>
    /// <param name="width">W, the length of a code's vector.</param>
    /// <param name="rank">k, the rank of the full gate; ignored by simpler ones.</param>
    /// <param name="gate">What the gates depend on. Default full. Permuted is full here: the effects are given as they are to be used.</param>
    public CausalWeightGenerator(Tensor effects, int width, int rank, GateKind gate = GateKind.Full) : base(nameof(CausalWeightGenerator))
    {
        ArgumentNullException.ThrowIfNull(effects);
        (_effects, _gate, _scale) = (effects, gate == GateKind.Permuted ? GateKind.Full : gate, 1 / Math.Sqrt(rank));
        switch (_gate)
        {
            case GateKind.Full:
                _code = nn.Linear(3 * width, rank, hasBias: false);
                _medication = nn.Linear(width, rank, hasBias: false);
                _bias = nn.Parameter(zeros(effects.shape[1]));
                _slope = nn.Parameter(zeros(1));
                break;
            case GateKind.PerCode:
                _code = nn.Linear(3 * width, 1, hasBias: false);
                _bias = nn.Parameter(zeros(1));
                break;
            case GateKind.Scalar:
                _code = nn.Linear(width, 1, hasBias: false);
                _bias = nn.Parameter(zeros(1));
                break;
        }
        if (_code is not null)
            nn.init.zeros_(_code.weight!);
        RegisterComponents();
    }

    /// <summary>The gates and the weights of every token.</summary>
    /// <param name="tokens">(L) int64, rows of the effects.</param>
    /// <param name="owner">(L) int64, the visit of each token.</param>
    /// <param name="codes">(L, W) float32.</param>
    /// <param name="state">(V, W) float32.</param>
    /// <param name="medications">(M, W) float32.</param>
    /// <returns>Gates in (0, 2) and weights in nats, both (L, M) float32.</returns>
    public (Tensor Gates, Tensor Weights) call(Tensor tokens, Tensor owner, Tensor codes, Tensor state, Tensor medications)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var scope = NewDisposeScope();
        var effects = _effects.index_select(0, tokens);                              // (S, M) -> (L, M)
        var gates = _gate switch
        {
            GateKind.Full => Full(effects, codes, state.index_select(0, owner), medications),
            GateKind.PerCode => _code!.call(Read(codes, state.index_select(0, owner))).Plus(_bias!).sigmoid().Times(2.0).expand_as(effects),
            GateKind.Scalar => _code!.call(state).Plus(_bias!).sigmoid().Times(2.0).index_select(0, owner).expand_as(effects),
            _ => ones_like(effects),
        };
        var weights = gates * effects;                                               // (L, M)
        return (gates.MoveToOuterDisposeScope(), weights.MoveToOuterDisposeScope());
    }

    private Tensor Full(Tensor effects, Tensor codes, Tensor here, Tensor medications)
    {
        var left = _code!.call(Read(codes, here)).Times(_scale);                     // (L, 3W) -> (L, k)
        var right = _medication!.call(medications);                                  // (M, W) -> (M, k)
        return addmm(_bias!, left, right.t(), 1, 1)                                  // (L, k) x (k, M) -> (L, M)
            .Plus(effects * _slope!)
            .sigmoid().Times(2.0);
    }

    private static Tensor Read(Tensor codes, Tensor here) => cat([codes, here, codes * here], 1); // (L, W), (L, W) -> (L, 3W)
}
