using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>Takes tensors by name, and only in the shape they must have: torch would repeat a smaller one in silence.</summary>
internal static class StoredTensors
{
    /// <summary>The tensor <paramref name="name"/>.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another shape.</exception>
    public static Tensor Take(this IReadOnlyDictionary<string, Tensor> tensors, string name, params long[] shape)
    {
        if (!tensors.TryGetValue(name, out var found))
            throw new InvalidDataException($"Tensor '{name}' is missing.");
        return found.shape.SequenceEqual(shape)
            ? found
            : throw new InvalidDataException($"Tensor '{name}' has the shape ({string.Join(", ", found.shape)}), not ({string.Join(", ", shape)}).");
    }

    /// <summary>The numbers of the tensor <paramref name="name"/>, of which there must be <paramref name="count"/>.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another shape.</exception>
    public static float[] TakeRow(this IReadOnlyDictionary<string, Tensor> tensors, string name, int count) => tensors.Take(name, count).Floats();
}
