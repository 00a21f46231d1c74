using static TorchSharp.torch;

namespace CafeMed.Learning.Training;

/// <summary>A training at one moment: tensors and state.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Tensors">The network now (<c>now.*</c>), at its best (<c>best.*</c>), and the moments of the optimiser (<c>optimizer.*</c>).</param>
public sealed record TrainingSnapshot(TrainingState State, IReadOnlyDictionary<string, Tensor> Tensors) : IDisposable
{
    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
