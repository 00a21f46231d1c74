namespace CafeMed.Serving.Audit;

/// <summary>A record of the log, as it is read.</summary>
public sealed record AuditRecord
{
    /// <summary>Its place in the chain, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its identifier.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked.</summary>
    public required string Kind { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the bundle that answered; empty where no model took part.</summary>
    public required string ModelHash { get; init; }

    /// <summary>The keyed pseudonym of whom it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>What may be counted, as JSON; <see langword="null"/> where there is nothing.</summary>
    public string? Facts { get; init; }

    /// <summary>What was asked, decrypted; <see langword="null"/> where it was not asked for (lists).</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>What was answered, decrypted; <see langword="null"/> where it was not asked for (lists).</summary>
    public ReadOnlyMemory<byte>? Answer { get; init; }

    /// <summary>Number, kind and time; nobody's data.</summary>
    public override string ToString() => $"{Sequence} {Id} {Kind} {At:O}";
}
