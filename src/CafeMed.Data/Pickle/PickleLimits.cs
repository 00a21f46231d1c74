namespace CafeMed.Data.Pickle;

/// <summary>How much a pickle may cost. A file that claims more is refused before memory is taken for it.</summary>
public sealed record PickleLimits
{
    /// <summary>Bytes of the file. Default: 256 MiB.</summary>
    public long FileBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of everything that is built from it, estimated from above. Default: 640 MiB.</summary>
    public long ObjectBytes { get; init; } = 640L << 20;

    /// <summary>How deep lists, tuples, dictionaries and sets may lie in each other. Default: 100.</summary>
    public int Depth { get; init; } = 100;
}
