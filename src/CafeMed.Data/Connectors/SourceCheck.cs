using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Data;

/// <summary>What one pass over a source file tells: its header, its hash, and that it is whole.</summary>
internal sealed record SourceCheck(IReadOnlyList<string> Header, string Sha256)
{
    // A complete .gz may be followed by another member; a truncated one swallows it. So this one is put behind the file and must come out again.
    private static ReadOnlySpan<byte> Seal => "\ncafemed: the end of a whole file\n"u8;

    public static async Task<SourceCheck> RunAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            await using var raw = file.OpenRead();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var header = file.Extension == ".gz"
                ? await UnzipAsync(file, raw, hash, ct).ConfigureAwait(false)
                : await DrainAsync(raw, hash, ct).ConfigureAwait(false);
            return new(CsvLine.Split(header.TrimStart('\uFEFF')), Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
    }

    private static async Task<string> DrainAsync(Stream raw, IncrementalHash hash, CancellationToken ct)
    {
        var head = new FirstLine();
        var buffer = new byte[1 << 16];
        for (int read; (read = await raw.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            head.Add(buffer.AsSpan(0, read));
        }
        return head.Text;
    }

    private static async Task<string> UnzipAsync(FileInfo file, Stream raw, IncrementalHash hash, CancellationToken ct)
    {
        var head = new FirstLine();
        var tail = new byte[Seal.Length];
        try
        {
            await using var zip = new GZipStream(new SealedStream(raw, hash, Zip(Seal)), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            for (int read; (read = await zip.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
            {
                head.Add(buffer.AsSpan(0, read));
                var kept = Math.Min(read, tail.Length);
                tail.AsSpan(kept).CopyTo(tail);
                buffer.AsSpan(read - kept, kept).CopyTo(tail.AsSpan(tail.Length - kept));
            }
        }
        catch (InvalidDataException exception)
        {
            throw Faults.Truncated(file.FullName, exception);
        }
        return tail.AsSpan().SequenceEqual(Seal) ? head.Text : throw Faults.Truncated(file.FullName);
    }

    private static byte[] Zip(ReadOnlySpan<byte> bytes)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Fastest))
            zip.Write(bytes);
        return target.ToArray();
    }

    private sealed class FirstLine
    {
        private readonly List<byte> _bytes = [];
        private bool _done;

        public string Text => Encoding.UTF8.GetString([.. _bytes]).TrimEnd('\r', '\n');

        public void Add(ReadOnlySpan<byte> bytes)
        {
            if (_done)
                return;
            var end = bytes.IndexOf((byte)'\n');
            _bytes.AddRange(end < 0 ? bytes : bytes[..end]);
            _done = end >= 0 || _bytes.Count > 1 << 20;
        }
    }
}
