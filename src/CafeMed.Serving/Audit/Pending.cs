using System.Text;

namespace CafeMed.Serving.Audit;

/// <summary>A record that waits to be written.</summary>
internal sealed record Pending(AuditEntry Entry, TaskCompletionSource<AuditReceipt>? Done)
{
    private const int KindLength = 64;
    private const int NameLength = 512;
    private const int ContentBytes = 16 << 20;
    private const int TextLength = 64 << 10;
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Who waits for it.</summary>
    public TaskCompletionSource<AuditReceipt> Done { get; } = Done ?? new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it holds in memory.</summary>
    public long Bytes { get; } = 512L + Entry.Input.Length + Entry.Answer.Length + 2L * (Entry.Facts?.Length ?? 0);

    /// <summary>Refuses what a database would refuse, so that one bad record cannot take a batch with it.</summary>
    /// <exception cref="CafeMedException">CM6063.</exception>
    public static void Check(AuditEntry entry)
    {
        Text("the kind", entry.Kind, KindLength);
        if (entry.Kind.Length == 0)
            throw AuditFaults.BadEntry("it has no kind");
        Text("the subject", entry.Subject, NameLength);
        Text("the bundle's hash", entry.ModelHash, NameLength);
        Text("the facts", entry.Facts ?? "", TextLength);
        if ((long)entry.Input.Length + entry.Answer.Length > ContentBytes)
            throw AuditFaults.BadEntry($"input and answer have {entry.Input.Length + (long)entry.Answer.Length} bytes");
    }

    /// <summary>Refuses a text that is too long or malformed.</summary>
    public static void Text(string what, string text, int length = NameLength)
    {
        if (text.Length > length)
            throw AuditFaults.BadEntry($"{what} has {text.Length} characters");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw AuditFaults.BadEntry($"{what} holds a NUL");
        try
        {
            s_strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            throw AuditFaults.BadEntry($"{what} is not well-formed text");
        }
    }
}
