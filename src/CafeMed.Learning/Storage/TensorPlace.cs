using System.Text.Json;

namespace CafeMed.Learning.Storage;

/// <summary>Where a tensor's numbers stand in a file, as its header says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes, none of them negative.</param>
/// <param name="Start">The first byte after the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorPlace(string Name, long[] Shape, int Start, int End)
{
    /// <summary>Reads an entry of the header.</summary>
    /// <exception cref="InvalidDataException">Its sizes, type and place do not go together; further exceptions of the JSON reader where it is not an entry at all.</exception>
    public static TensorPlace Of(JsonProperty entry)
    {
        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32()).ToArray();
        if (entry.Value.GetProperty("dtype").GetString() != "F32" || offsets is not [var start, var end] || start > end || shape.Any(size => size < 0))
            throw new InvalidDataException($"Tensor '{entry.Name}' has the wrong type, place or size.");
        // Sizes of 0 count as 1: torch multiplies them like this, and must not overflow either.
        var most = shape.Aggregate(1L, (all, size) => checked(all * Math.Max(1, size)));
        if ((shape.Contains(0) ? 0 : checked(most * sizeof(float))) != end - start)
            throw new InvalidDataException($"Tensor '{entry.Name}' has not the size of its shape.");
        return new(entry.Name, shape, start, end);
    }

    /// <summary>Does nothing where the places follow one another from the first byte to the last, and no name comes twice.</summary>
    /// <exception cref="InvalidDataException">Bytes belong to two tensors or to none, or a name comes twice.</exception>
    public static void RequireSeamless(IReadOnlyCollection<TensorPlace> places, int bytes)
    {
        var next = 0;
        foreach (var place in places.OrderBy(place => place.Start).ThenBy(place => place.End))
        {
            if (place.Start != next)
                throw new InvalidDataException($"Tensor '{place.Name}' does not begin where the one before it ends.");
            next = place.End;
        }
        if (next != bytes)
            throw new InvalidDataException($"There are {bytes} bytes of numbers, and the header names {next}.");
        if (places.DistinctBy(place => place.Name).Count() != places.Count)
            throw new InvalidDataException("Two tensors bear the same name.");
    }
}
