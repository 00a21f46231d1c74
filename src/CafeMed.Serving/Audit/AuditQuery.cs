namespace CafeMed.Serving.Audit;

/// <summary>Which records to list.</summary>
public sealed record AuditQuery
{
    /// <summary>From this time on. Default: the beginning.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Before this time. Default: the end.</summary>
    public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Of this kind alone. Default: all.</summary>
    public string? Kind { get; init; }

    /// <summary>About this subject alone; needs the key file. Default: all.</summary>
    public string? Subject { get; init; }

    /// <summary>With a number below this one, to go on to older ones. Default: no bound.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>At most so many, in [1, 1000]. Default: 100.</summary>
    public int Limit { get; init; } = 100;
}
