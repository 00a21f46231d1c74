using System.Globalization;

namespace CafeMed.Serving.Audit;

/// <summary>The end of a chain at some moment: whoever keeps it elsewhere can later prove that nothing up to it was changed or cut off.</summary>
/// <param name="Sequence">Number of the last record; 0 for an empty log.</param>
/// <param name="Hash">Its hash, 64 hexadecimal digits.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>Reads what <see cref="ToString"/> writes: number, colon, hash.</summary>
    /// <exception cref="CafeMedException">CM6077 it is something else.</exception>
    public static AuditHead Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && text.Length == colon + 65 && text[(colon + 1)..].All(char.IsAsciiHexDigit)
            ? new AuditHead(sequence, text[(colon + 1)..].ToLowerInvariant())
            : throw AuditFaults.BadHead(text.Length > 100 ? text[..100] : text);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
