using System.Text;

namespace CafeMed.Serving.Audit;

/// <summary>A signed statement that the chain had this hash at this place.</summary>
internal sealed record StoredAnchor
{
    public long Sequence { get; init; }

    public byte[] Hash { get; init; } = [];

    public string At { get; init; } = "";

    public byte[] Signature { get; init; } = [];

    /// <summary>What is signed.</summary>
    public byte[] Message(string log) => Encoding.UTF8.GetBytes($"cafemed-audit-anchor-1\n{log}\n{Sequence}\n{Convert.ToHexStringLower(Hash)}\n{At}");
}
