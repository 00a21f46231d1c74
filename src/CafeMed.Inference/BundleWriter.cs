using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CafeMed.Inference.Packing;

namespace CafeMed.Inference;

/// <summary>Writes bundles. The same content at the same time gives the same bytes in every entry but the signature, which is drawn anew.</summary>
public static class BundleWriter
{
    // The earliest that the format can say: when the bundle was made stands in its manifest.
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a bundle beside its place first, so that what is there is always whole.</summary>
    /// <param name="file">Where to; what is there is replaced.</param>
    /// <param name="content">What.</param>
    /// <param name="key">The signer's private key, P-384.</param>
    /// <param name="time">Says when.</param>
    /// <exception cref="CafeMedException"><c>CM5009</c>: the file cannot be written.</exception>
    public static BundleManifest Write(FileInfo file, BundleContent content, ECDsa key, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(time);
        var entries = Entries(content);
        var manifest = Manifest(content, entries, time);
        var bytes = PackedJson.Write(manifest);
        var signature = new StoredSignature(StoredSignature.Es384, key.ExportSubjectPublicKeyInfo(), key.SignData(bytes, HashAlgorithmName.SHA384));
        Write(file, [(BundleEntries.Manifest, bytes), (BundleEntries.Signature, PackedJson.Write(signature)), .. entries]);
        return manifest;
    }

    private static ImmutableArray<(string Name, ReadOnlyMemory<byte> Bytes)> Entries(BundleContent content) =>
    [
        (BundleEntries.Network, content.Onnx),
        (BundleEntries.Model, PackedJson.Write(StoredModel.Of(content))),
        (BundleEntries.Effects, EffectBytes.Write(content.Effects)),
        .. content.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => (text.Key, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text.Value))),
    ];

    private static BundleManifest Manifest(BundleContent content, ImmutableArray<(string Name, ReadOnlyMemory<byte> Bytes)> entries, TimeProvider time) => new()
    {
        Kind = BundleManifest.CurrentKind,
        Format = BundleManifest.CurrentFormat,
        Name = content.Name,
        Network = content.Network,
        Program = content.Program,
        CreatedAt = time.GetUtcNow(),
        Medications = content.Vocabularies.Medications.Count,
        Level = content.Level,
        Synthetic = content.Synthetic,
        TrainingPatients = content.Vocabularies.FittedOn.Digest,
        Interactions = content.Graph.Source,
        InteractionsDigest = content.InteractionsDigest,
        Entries = [.. entries.Select(entry => new BundleEntry(entry.Name, entry.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(entry.Bytes.Span))))],
    };

    private static void Write(FileInfo file, ImmutableArray<(string Name, ReadOnlyMemory<byte> Bytes)> entries)
    {
        var draft = file.FullName + ".part";
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite))
            {
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                    foreach (var (name, bytes) in entries)
                    {
                        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                        entry.LastWriteTime = s_noTime;
                        using var into = entry.Open();
                        into.Write(bytes.Span);
                    }
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, file.FullName, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(draft);
            throw BundleFaults.CannotWrite(file.FullName, exception);
        }
    }

    private static void TryDelete(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The fault about the file itself follows; a left-over draft harms nobody.
        }
    }
}
