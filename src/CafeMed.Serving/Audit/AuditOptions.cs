namespace CafeMed.Serving.Audit;

/// <summary>Where an audit log lies and how much may wait for it.</summary>
public sealed record AuditOptions
{
    /// <summary>Path of an SQLite file, or a PostgreSQL connection string (<c>Host=…;Database=…</c>). May hold a password: it is shown nowhere.</summary>
    public required string Store { get; init; }

    /// <summary>Path of the key file. Default: the SQLite file's path with <c>.key</c> after it; to be given for PostgreSQL.</summary>
    public string? KeyFile { get; init; }

    /// <summary>How many records may wait to be written; one more is refused with CM6060. Default: 4096.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>How many bytes may wait to be written; more are refused with CM6060. Default: 64 MiB.</summary>
    public long QueueBytes { get; init; } = 64L << 20;

    /// <summary>At most so many records go into one transaction. Default: 512.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>How long to wait for another process that writes to the same log, in seconds. Default: 5.</summary>
    public int LockSeconds { get; init; } = 5;

    /// <summary>Says nothing of the store: it may hold a password.</summary>
    public override string ToString() => nameof(AuditOptions);
}
