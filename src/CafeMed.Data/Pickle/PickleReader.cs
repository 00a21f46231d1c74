namespace CafeMed.Data.Pickle;

/// <summary>Reads pickles of protocols 0 to 5 without Python: builds data only, and refuses everything else by name.</summary>
/// <remarks>
/// <para>
/// Built are lists, tuples, dictionaries, sets, frozen sets, texts, bytes, numbers, truth values, None, numpy arrays, numbers and types, and the field's class <c>Voc</c>
/// as its attributes. See <see cref="PickleNode"/> for how each looks. A name outside of a short list (docs/legacy.md) is a fault that says the name; there is no code
/// here that could load or call anything by a name from a file.
/// </para>
/// <para>What <c>dill</c> writes to carry the class <c>Voc</c> along is passed over. Values that hold themselves are refused.</para>
/// </remarks>
public static class PickleReader
{
    /// <summary>Reads the one value of <paramref name="file"/>.</summary>
    /// <param name="file">A pickle, not compressed.</param>
    /// <param name="limits">What it may cost, or <see langword="null"/> for the defaults.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException">
    /// <c>CM1087</c>: there is no such file. <c>CM1080</c>: it is no whole pickle. <c>CM1081</c>, <c>CM1082</c>: it asks for more than data.
    /// <c>CM1083</c>, <c>CM1084</c>: too large, too deep, or holding itself. <c>CM1085</c>: an array of something else than numbers.
    /// </exception>
    public static object? Read(FileInfo file, PickleLimits? limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        limits ??= new();
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (stream.Length > Math.Min(limits.FileBytes, Array.MaxLength))
                throw PickleFaults.TooLarge(file.FullName, $"it has {stream.Length} bytes, and {limits.FileBytes} are allowed");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Read(bytes, file.FullName, limits, ct);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PickleFaults.NoFile(file.FullName, exception);
        }
    }

    /// <summary>Reads the one value of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">A whole pickle.</param>
    /// <param name="name">What it is called in faults.</param>
    /// <param name="limits">What it may cost, or <see langword="null"/> for the defaults.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException">As for a file, but <c>CM1087</c>.</exception>
    public static object? Read(ReadOnlyMemory<byte> bytes, string name, PickleLimits? limits, CancellationToken ct)
    {
        limits ??= new();
        if (bytes.Length > limits.FileBytes)
            throw PickleFaults.TooLarge(name, $"it has {bytes.Length} bytes, and {limits.FileBytes} are allowed");
        var input = new PickleInput(bytes, name);
        var value = new PickleMachine(input, new PickleBudget(name, limits.ObjectBytes), name).Run(ct);
        if (input.Left > 0)
            throw input.Damaged($"{input.Left} bytes follow its end");
        PickleShape.Check(value, name, limits.Depth);
        return value;
    }
}
