using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>A GRU over each patient's visits, for visits that are rows: causal in time, so one pass gives the state at every visit.</summary>
public sealed class VisitRecurrence : nn.Module
{
    private readonly GRU _gru;
    private readonly int _width;

    /// <summary>From vectors of length <paramref name="input"/> to states of length <paramref name="width"/> (W).</summary>
    public VisitRecurrence(int input, int width) : base(nameof(VisitRecurrence))
    {
        _gru = nn.GRU(input, width, batchFirst: true);
        _width = width;
        RegisterComponents();
    }

    /// <summary>Reads each patient's visits in order.</summary>
    /// <param name="visits">(V, input) float32.</param>
    /// <param name="batch">Which visit is whose.</param>
    /// <returns>(V, W) float32; the state at a visit has read that visit and those before it.</returns>
    public Tensor call(Tensor visits, VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var grid = visits.new_zeros(batch.Patients * batch.Steps, visits.shape[1])
            .index_copy(0, batch.Slots, visits)                                      // (V, I) -> (B T, I)
            .view(batch.Patients, batch.Steps, -1);                                  //        -> (B, T, I)
        var (states, _) = _gru.call(grid);                                           // (B, T, I) -> (B, T, W)
        return states.reshape(-1, _width)                                            //        -> (B T, W)
            .index_select(0, batch.Slots).MoveToOuterDisposeScope();                 //        -> (V, W)
    }
}
