using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Serving.Audit;

/// <summary>One row of the chain, as it lies in the database; Dapper fills it by name.</summary>
internal sealed record StoredRecord
{
    public long Sequence { get; init; }

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>UTC, as ISO 8601 with seven decimals: sorts as text.</summary>
    public string At { get; init; } = "";

    public string Model { get; init; } = "";

    public string Subject { get; init; } = "";

    public long KeyId { get; init; }

    public byte[] Input { get; init; } = [];

    public byte[] Answer { get; init; } = [];

    public string? Facts { get; init; }

    public byte[] Previous { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    /// <summary>SHA-256 over everything but the hash itself. Each field goes in with its length, so that no two records have the same bytes.</summary>
    public byte[] ComputeHash(string log)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("cafemed-audit-1"u8);
        Text(hash, log);
        Number(hash, Sequence);
        Text(hash, Id);
        Text(hash, Kind);
        Text(hash, At);
        Text(hash, Model);
        Text(hash, Subject);
        Number(hash, KeyId);
        Bytes(hash, Input);
        Bytes(hash, Answer);
        Text(hash, Facts);
        Bytes(hash, Previous);
        return hash.GetHashAndReset();
    }

    private static void Number(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Text(IncrementalHash hash, string? text)
    {
        if (text is null)
            Number(hash, -1);
        else
            Bytes(hash, Encoding.UTF8.GetBytes(text));
    }

    private static void Bytes(IncrementalHash hash, byte[] bytes)
    {
        Number(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
