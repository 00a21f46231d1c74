using static TorchSharp.torch;

namespace CafeMed.Learning.Training;

/// <summary>A training at one moment: tensors and state.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Tensors">The network now (<c>now.*</c>), at its best (<c>best.*</c>), and the moments of the optimiser (<c>optimizer.*</c>).</param>
public sealed record TrainingSnapshot(TrainingState State, IReadOnlyDictionary<string, Tensor> Tensors) : IDisposable
{
    // Torch would repeat a smaller tensor in silence, and say of a missing one only that a key is.
    internal void RefuseOther(string prefix, IEnumerable<(string Name, Tensor Value)> wanted)
    {
        foreach (var (name, value) in wanted)
            if (!Tensors.TryGetValue(prefix + name, out var found) || !found.shape.SequenceEqual(value.shape))
                throw Faults.OtherNetwork(prefix + name);
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
