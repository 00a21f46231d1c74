using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Carries the medications that a code causes back to the code: what a diagnosis is, by what it leads to.</summary>
/// <remarks><c>x_i = LN(x_i + O (sum_m w_im e_m) / sqrt(M))</c>; O starts at 0.</remarks>
public sealed class CausalMessage : nn.Module
{
    private readonly Linear _output;
    private readonly LayerNorm _norm;

    /// <summary>For vectors of length <paramref name="width"/> (W).</summary>
    public CausalMessage(int width) : base(nameof(CausalMessage))
    {
        _output = nn.Linear(width, width, hasBias: false);
        _norm = nn.LayerNorm(width);
        nn.init.zeros_(_output.weight!);
        RegisterComponents();
    }

    /// <summary>(L, W) codes, (L, M) weights and (M, W) medications give (L, W) codes, all float32.</summary>
    public Tensor call(Tensor codes, Tensor weights, Tensor medications)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(medications);
        using var scope = NewDisposeScope();
        var message = weights.matmul(medications).Times(1 / Math.Sqrt(medications.shape[0])); // (L, M) x (M, W) -> (L, W)
        return _norm.call(codes.Plus(_output.call(message))).MoveToOuterDisposeScope();  // (L, W)
    }
}
