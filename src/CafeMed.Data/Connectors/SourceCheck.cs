using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Data;

/// <summary>What one pass over a source file tells: its hash, and that it is whole.</summary>
internal static class SourceCheck
{
    // A complete .gz may be followed by another member; a truncated one swallows it. So this one is put behind the file and must come out again.
    private static ReadOnlySpan<byte> Seal => "\ncafemed: the end of a whole file\n"u8;

    /// <summary>SHA-256 of the file as it lies on disk, in hexadecimal.</summary>
    /// <exception cref="CafeMedException"><c>CM1004</c>: a .gz file is cut off or damaged. <c>CM1005</c>: the file cannot be read.</exception>
    public static async Task<string> RunAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            await using var raw = file.OpenRead();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase))
                await UnzipAsync(file, raw, hash, ct).ConfigureAwait(false);
            else
                await DrainAsync(raw, hash, ct).ConfigureAwait(false);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
    }

    /// <summary>The header alone, from the file's beginning.</summary>
    public static IReadOnlyList<string> HeaderOf(FileInfo file)
    {
        try
        {
            using var raw = file.OpenRead();
            using Stream text = file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            var head = new FirstLine();
            var buffer = new byte[1 << 12];
            for (int read; !head.Done && (read = text.Read(buffer)) > 0;)
                head.Add(buffer.AsSpan(0, read));
            return Cells(head.Text);
        }
        catch (InvalidDataException exception)
        {
            throw Faults.Truncated(file.FullName, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
    }

    private static IReadOnlyList<string> Cells(string header) => CsvLine.Split(header.TrimStart('\uFEFF'));

    private static async Task DrainAsync(Stream raw, IncrementalHash hash, CancellationToken ct)
    {
        var buffer = new byte[1 << 18];
        for (int read; (read = await raw.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
            hash.AppendData(buffer, 0, read);
    }

    private static async Task UnzipAsync(FileInfo file, Stream raw, IncrementalHash hash, CancellationToken ct)
    {
        var tail = new byte[Seal.Length];
        try
        {
            await using var zip = new GZipStream(new SealedStream(raw, hash, Zip(Seal)), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            for (int read; (read = await zip.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
            {
                var kept = Math.Min(read, tail.Length);
                tail.AsSpan(kept).CopyTo(tail);
                buffer.AsSpan(read - kept, kept).CopyTo(tail.AsSpan(tail.Length - kept));
            }
        }
        catch (InvalidDataException exception)
        {
            throw Faults.Truncated(file.FullName, exception);
        }
        if (!tail.AsSpan().SequenceEqual(Seal))
            throw Faults.Truncated(file.FullName);
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

        public bool Done { get; private set; }

        public string Text => Encoding.UTF8.GetString([.. _bytes]).TrimEnd('\r', '\n');

        public void Add(ReadOnlySpan<byte> bytes)
        {
            if (Done)
                return;
            var end = bytes.IndexOf((byte)'\n');
            _bytes.AddRange(end < 0 ? bytes : bytes[..end]);
            Done = end >= 0 || _bytes.Count > 1 << 20;
        }
    }
}
