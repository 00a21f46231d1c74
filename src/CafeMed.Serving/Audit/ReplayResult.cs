using System.Text;

namespace CafeMed.Serving.Audit;

/// <summary>What a replay gave.</summary>
/// <param name="Record">The record, with what was asked and answered then.</param>
/// <param name="Answer">What was answered now.</param>
/// <param name="FirstDifference">Offset of the first byte that differs; <see langword="null"/> where the answers are the same bytes.</param>
public sealed record ReplayResult(AuditRecord Record, ReadOnlyMemory<byte> Answer, int? FirstDifference)
{
    private const int Around = 40;

    /// <summary>Whether both answers are the same bytes.</summary>
    public bool Same => FirstDifference is null;

    /// <summary>The answer then, around the first difference; empty where there is none. May be personal.</summary>
    public string Then => Excerpt(Record.Answer ?? default);

    /// <summary>The answer now, around the first difference; empty where there is none. May be personal.</summary>
    public string Now => Excerpt(Answer);

    private string Excerpt(ReadOnlyMemory<byte> bytes)
    {
        if (FirstDifference is not { } at)
            return "";
        var from = Math.Max(0, at - Around);
        return Encoding.UTF8.GetString(bytes.Span[from..Math.Min(bytes.Length, at + Around)]);
    }
}
