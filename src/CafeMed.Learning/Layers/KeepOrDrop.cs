using CafeMed.Learning.Encoding;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>For each medication given at the visit before: whether this patient, in this state, keeps it.</summary>
/// <remarks><c>keep_m = k_m + (A s) . (B e_m) / sqrt(k)</c> for a medication that was given, 0 for any other: it speaks only of itself. k starts at the log odds ratio of being given again; A starts at 0.</remarks>
public sealed class KeepOrDrop : nn.Module
{
    private readonly Parameter _keep;
    private readonly Linear _state;
    private readonly Linear _medication;
    private readonly double _scale;

    /// <summary>For medications whose tendency to persist is <paramref name="persistence"/>.</summary>
    /// <param name="persistence">(M) float32, nats.</param>
    /// <param name="width">W, the length of a state.</param>
    /// <param name="rank">k, the rank of the gate.</param>
    public KeepOrDrop(Tensor persistence, int width, int rank) : base(nameof(KeepOrDrop))
    {
        _keep = nn.Parameter(persistence.clone());
        _state = nn.Linear(width, rank, hasBias: false);
        _medication = nn.Linear(width, rank, hasBias: false);
        _scale = 1 / Math.Sqrt(rank);
        nn.init.zeros_(_state.weight!);
        RegisterComponents();
    }

    /// <summary>What earlier medications add to their own logits.</summary>
    /// <param name="state">(V, W) float32.</param>
    /// <param name="medications">(M, W) float32.</param>
    /// <param name="history">Medications of the visit before; UNKNOWN speaks for nothing.</param>
    /// <returns>(V, M) float32, nats.</returns>
    public Tensor call(Tensor state, Tensor medications, ChannelTokens history)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(medications);
        ArgumentNullException.ThrowIfNull(history);
        using var scope = NewDisposeScope();
        var (visits, count) = (state.shape[0], medications.shape[0]);
        using var one = 1f.ToScalar();
        var given = state.new_zeros(visits * (count + 1))
            .index_fill(0, history.Owner.Times(count + 1).Plus(history.Tokens), one)
            .view(visits, count + 1).narrow(1, 0, count);                            // (V, M + 1) -> (V, M)
        var tendency = addmm(_keep, _state.call(state).Times(_scale), _medication.call(medications).t(), 1, 1); // (V, M)
        return (given * tendency).MoveToOuterDisposeScope();                         // (V, M)
    }
}
