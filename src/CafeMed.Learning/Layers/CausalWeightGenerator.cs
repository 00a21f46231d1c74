using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Turns static causal effects into weights that depend on the state of this patient.</summary>
/// <remarks>
/// <para><c>w_im = 3 sigmoid(g_im - log 2) exp(2 tanh(a_im / 2)) c_im</c> with c the shrunk effect of code i on medication m:</para>
/// <para>the gate, which alone depends on the patient: <c>g_im = z^T (u_m + 0.3 U x_i) / sqrt(k)</c> with z what may modify effects at this visit (<see cref="ModifierState"/>),
/// u_m a slope of the medication for each of its k numbers, and 0.3 U x_i one of the code. The two add up: what age does to a drug, it does to all its effects, and
/// what it does to a code, to all drugs. A slope for every pair would have no data;</para>
/// <para>the size, the same for all patients: <c>a_im = (A x_i)^T (K e_m) / sqrt(k) + b_m + a c_im</c>, x_i and e_m the code and the medication, brought to mean 0 and variance 1.
/// The two are apart because a sigmoid that has to make an effect larger for everybody is at its end, and has no room left to differ between patients.</para>
/// <para>Simpler gates, to be compared with it (<see cref="GateKind"/>): per code, <c>g_i = z^T (u + 0.3 U x_i) / sqrt(k)</c>; scalar,
/// <c>g = z^T u / sqrt(k)</c>; static, <c>g = 0</c>.</para>
/// <para>U, u, A, b and a start at 0, so every gate starts at 1 and the untrained network is the static causal model.
/// A gate lies in (0, 3): it turns an effect up or down, and never changes its sign.</para>
/// <para>Source: the idea of Ren et al. 2025, arXiv:2511.14064; the equations are ours.</para>
/// </remarks>
public sealed class CausalWeightGenerator : nn.Module
{
    // Codes take smaller steps than medications: a code is seen less often, and its slopes are shared through its vector.
    internal const double CodeRate = 0.3;

    /// <summary>No gate reaches this: an effect may be tripled, as it may be turned off.</summary>
    public const double Most = 3;

    /// <summary>What is added before the sigmoid, so that a gate of which nothing is known is 1.</summary>
    internal static readonly double Start = -Math.Log(Most - 1);

    private readonly Tensor _effects;
    private readonly GateKind _kind;
    private readonly Linear _size;
    private readonly Linear _medication;
    private readonly Parameter _bias;
    private readonly Parameter _slope;
    private readonly Linear? _code;
    private readonly Parameter? _modification;
    private readonly LayerNorm _norm;
    private readonly double _scale;

    /// <summary>Holds the effects of one channel.</summary>
    /// <param name="effects">(S, M) float32, shrunk effects by token; kept as a buffer, never trained.</param>
    /// <param name="width">W, the length of a code's vector.</param>
    /// <param name="rank">k, the rank of gates and sizes.</param>
    /// <param name="kind">What the gates depend on. Default full. Permuted is full here: the effects are given as they are to be used.</param>
    public CausalWeightGenerator(Tensor effects, int width, int rank, GateKind kind = GateKind.Full) : base(nameof(CausalWeightGenerator))
    {
        ArgumentNullException.ThrowIfNull(effects);
        (_effects, _kind, _scale) = (effects, kind == GateKind.Permuted ? GateKind.Full : kind, 1 / Math.Sqrt(rank));
        _size = nn.Linear(width, rank, hasBias: false);
        _medication = nn.Linear(width, rank, hasBias: false);
        _bias = nn.Parameter(zeros(effects.shape[1]));
        _slope = nn.Parameter(zeros(1));
        if (_kind != GateKind.Static)
            _modification = nn.Parameter(zeros(_kind == GateKind.Full ? effects.shape[1] : 1, rank));
        if (_kind is GateKind.Full or GateKind.PerCode)
            _code = nn.Linear(width, rank, hasBias: false);
        _norm = nn.LayerNorm(width, elementwise_affine: false);
        nn.init.zeros_(_size.weight!);
        if (_code is not null)
            nn.init.zeros_(_code.weight!);
        RegisterComponents();
    }

    /// <summary>The gates and the weights of every token.</summary>
    /// <param name="tokens">(L) int64, rows of the effects.</param>
    /// <param name="owner">(L) int64, the visit of each token.</param>
    /// <param name="codes">(L, W) float32.</param>
    /// <param name="modifiers">(V, k) float32, what may modify effects.</param>
    /// <param name="medications">(M, W) float32.</param>
    /// <returns>Gates in (0, 3) and weights in nats, both (L, M) float32.</returns>
    public (Tensor Gates, Tensor Weights) call(Tensor tokens, Tensor owner, Tensor codes, Tensor modifiers, Tensor medications)
    {
        using var scope = NewDisposeScope();
        var effects = _effects.index_select(0, tokens);                              // (S, M) -> (L, M)
        var x = _norm.call(codes);                                                   // (L, W)
        var right = _medication.call(_norm.call(medications)).t().Times(_scale);     // (M, W) -> (k, M)
        var size = addmm(_bias, _size.call(x), right, 1, 1).Plus(effects * _slope);  // (L, k) x (k, M) -> (L, M)
        var gates = Gates(x, modifiers, owner).Plus(Start).sigmoid().Times(Most).expand_as(effects);
        var weights = gates * size.Times(0.5).tanh().Times(2.0).exp() * effects;     // (L, M)
        return (gates.MoveToOuterDisposeScope(), weights.MoveToOuterDisposeScope());
    }

    /// <summary>The mean square of all slopes, () float32: how far gates may go from 1; <see langword="null"/> where there are none.</summary>
    public Tensor? SlopeSize()
    {
        using var scope = NewDisposeScope();
        var slopes = _modification?.Squared().mean();
        return (_code is null ? slopes : slopes!.Plus(_code.weight!.Times(CodeRate).Squared().sum([1]).mean()))?.MoveToOuterDisposeScope();
    }

    // (L, M), or (L, 1) where all medications share a gate.
    private Tensor Gates(Tensor x, Tensor modifiers, Tensor owner)
    {
        if (_modification is null)
            return x.new_zeros(x.shape[0], 1);
        var here = modifiers.matmul(_modification.t()).index_select(0, owner);             // (V, k) x (k, M) -> (L, M)
        if (_code is not null)
            here = here.Plus((modifiers.index_select(0, owner) * _code.call(x).Times(CodeRate)).sum([1], keepdim: true)); // (L, k) -> (L, 1)
        return here.Times(_scale);
    }
}
