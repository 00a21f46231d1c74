namespace CafeMed.Serving.Audit;

/// <summary>One question with its answer, as it goes into the audit log.</summary>
/// <param name="Kind">What was asked, for example <c>order-select</c> or <c>recommendations</c>; 1 to 64 characters, not personal: it is stored in clear.</param>
/// <param name="Subject">Whom it is about: an identifier of the patient, or empty where it is about nobody. Stored as a keyed pseudonym only.</param>
/// <param name="ModelHash">SHA-256 of the bundle that answered, in hexadecimal; empty where no model took part.</param>
/// <param name="At">When it was asked. Stored in UTC to 100 ns.</param>
/// <param name="Input">The bytes that were asked, stored encrypted under the subject's key.</param>
/// <param name="Answer">The bytes that were answered, stored encrypted under the subject's key.</param>
/// <param name="Facts">What may be counted without decrypting, as JSON (see <see cref="AuditFacts"/>); never personal, it is stored in clear. Default: none.</param>
public sealed record AuditEntry(
    string Kind, string Subject, string ModelHash, DateTimeOffset At, ReadOnlyMemory<byte> Input, ReadOnlyMemory<byte> Answer, string? Facts = null)
{
    /// <summary>Kind, time and sizes; nobody's data.</summary>
    public override string ToString() => $"{Kind} at {At:O}, {Input.Length} + {Answer.Length} bytes";
}
