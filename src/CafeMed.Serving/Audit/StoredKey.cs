namespace CafeMed.Serving.Audit;

/// <summary>The wrapped key of one subject; nothing where it was destroyed.</summary>
internal sealed record StoredKey
{
    public long Id { get; init; }

    public string Subject { get; init; } = "";

    public byte[]? Wrapped { get; init; }
}
