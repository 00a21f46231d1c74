using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CafeMed.Learning.Storage;

/// <summary>SHA-256 over all that a file says: a byte that changed on the disk, or a number that somebody changed, is noticed when the file is read.</summary>
/// <remarks>It guards against damage, not against forgery: whoever changes the numbers on purpose can write a new digest.</remarks>
internal sealed class ContentDigest : IDisposable
{
    /// <summary>The text that bears the digest, and is not part of it.</summary>
    public const string Name = "sha256";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ContentDigest(IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (name, text) in texts.Where(text => text.Key != Name).OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            Add(System.Text.Encoding.UTF8.GetBytes(name));
            Add(System.Text.Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Takes in a tensor; tensors are given in order of their names.</summary>
    public void Add(string name, long[] shape, ReadOnlySpan<byte> numbers)
    {
        Add(System.Text.Encoding.UTF8.GetBytes($"{name} {string.Join(",", shape)}"));
        Add(numbers);
    }

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    // With its length before it, so that no two contents give the same bytes.
    private void Add(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
    }
}
