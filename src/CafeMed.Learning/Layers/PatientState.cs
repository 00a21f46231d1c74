using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>What is known of a patient at a visit before its own medications: codes up to now, medications before now, context, time.</summary>
/// <remarks>
/// <c>g = tanh(G [m^D; n^D; m^P; n^P; m^C; n^C; m^H; n^H; time])</c>, <c>s = g + GRU(g)</c>; m is the mean of a channel's tokens, brought to mean 0
/// and variance 1 (an empty channel has 0), n the logarithm of 1 + their number. Without the numbers and the scaling, what sets one patient apart from
/// another is lost in what all have in common.
/// </remarks>
public sealed class PatientState : nn.Module
{
    private readonly Linear _gather;
    private readonly LayerNorm _norm;
    private readonly VisitRecurrence _recurrence;

    /// <summary>A state of length <paramref name="width"/> (W), over <paramref name="channels"/> channels.</summary>
    public PatientState(int width, int channels) : base(nameof(PatientState))
    {
        _gather = nn.Linear(channels * (width + 1) + 2, width);
        _norm = nn.LayerNorm(width, elementwise_affine: false);
        _recurrence = new VisitRecurrence(width, width);
        RegisterComponents();
    }

    /// <summary>The state at every visit.</summary>
    /// <param name="tokens">Per channel, (L_c, W) float32.</param>
    /// <param name="batch">Where they stand.</param>
    /// <returns>(V, W) float32.</returns>
    public Tensor call(IReadOnlyList<Tensor> tokens, VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (var c = 0; c < tokens.Count; c++)
        {
            parts.Add(_norm.call(SetMeans.Of(tokens[c], batch.Channels[c])));        // (L, W) -> (V, W)
            parts.Add(batch.Channels[c].Counts.Plus(1.0).log());                     // (V, 1)
        }
        parts.Add(batch.Time);
        var gathered = _gather.call(cat(parts, 1)).tanh();                           // (V, c (W + 1) + 2) -> (V, W)
        return gathered.Plus(_recurrence.call(gathered, batch)).MoveToOuterDisposeScope(); // (V, W)
    }
}
