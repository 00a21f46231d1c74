using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace CafeMed.Inference.Packing;

/// <summary>The verified content of a bundle, in memory.</summary>
/// <remarks>First the signature over the manifest, then the manifest's own claims, then the hash of every entry: nothing that was not signed is looked at any further. Sizes are limited while unpacking, whatever the archive claims.</remarks>
internal sealed class BundleArchive
{
    private const long MostFile = 512L << 20;
    private const long MostEntry = 512L << 20;
    private const long MostManifest = 1 << 20;
    private const int MostEntries = 64;

    private readonly FrozenDictionary<string, ReadOnlyMemory<byte>> _entries;
    private readonly string _path;

    private BundleArchive(string path, BundleManifest manifest, FrozenDictionary<string, ReadOnlyMemory<byte>> entries) => (_path, Manifest, _entries) = (path, manifest, entries);

    public BundleManifest Manifest { get; }

    public required string Hash { get; init; }

    public required string Signer { get; init; }

    public required bool IsTrusted { get; init; }

    public ReadOnlyMemory<byte> Entry(string name) => _entries[name];

    public StoredModel Model() => Reading(_path, () => PackedJson.Read<StoredModel>(Entry(BundleEntries.Model).Span));

    public static BundleArchive Read(string path, BundleTrust trust)
    {
        if (!File.Exists(path))
            throw BundleFaults.Missing(path);
        return Reading(path, () =>
        {
            if (new FileInfo(path).Length > MostFile)
                throw BundleFaults.TooLarge(path, "the file", MostFile);
            var bytes = File.ReadAllBytes(path);
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return Verify(path, zip, Convert.ToHexStringLower(SHA256.HashData(bytes)), trust);
        });
    }

    private static BundleArchive Verify(string path, ZipArchive zip, string hash, BundleTrust trust)
    {
        var places = Places(zip);
        var manifestBytes = Unpack(path, Place(places, BundleEntries.Manifest), MostManifest);
        var signer = Signature(path, manifestBytes, Unpack(path, Place(places, BundleEntries.Signature), MostManifest));
        if (!trust.Accepts(signer))
            throw BundleFaults.NotTrusted(path, signer);
        var manifest = Manifested(path, manifestBytes);
        if (places.Keys.FirstOrDefault(name => name is not (BundleEntries.Manifest or BundleEntries.Signature) && manifest.Entries.All(entry => entry.Name != name)) is { } foreign)
            throw new InvalidDataException($"the manifest does not know its entry '{foreign}'");
        if (BundleEntries.Required.FirstOrDefault(name => manifest.Entries.All(entry => entry.Name != name)) is { } missing)
            throw new InvalidDataException($"it has no '{missing}'");
        var entries = manifest.Entries.ToDictionary(entry => entry.Name, entry => (ReadOnlyMemory<byte>)Verified(path, places, entry), StringComparer.Ordinal);
        return new BundleArchive(path, manifest, entries.ToFrozenDictionary(StringComparer.Ordinal)) { Hash = hash, Signer = signer, IsTrusted = !trust.Signers.IsEmpty };
    }

    private static Dictionary<string, ZipArchiveEntry> Places(ZipArchive zip)
    {
        if (zip.Entries.Count > MostEntries)
            throw new InvalidDataException($"it has {zip.Entries.Count} entries");
        var places = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
            if (!places.TryAdd(entry.FullName, entry))
                throw new InvalidDataException($"it has two entries '{entry.FullName}'");
        return places;
    }

    private static ZipArchiveEntry Place(Dictionary<string, ZipArchiveEntry> places, string name) =>
        places.GetValueOrDefault(name) ?? throw new InvalidDataException($"it has no '{name}'");

    // The signature is over the very bytes of the manifest, not over what they mean.
    private static string Signature(string path, byte[] manifest, byte[] signature)
    {
        var read = PackedJson.Read<StoredSignature>(signature);
        if (read.Algorithm != StoredSignature.Es384)
            throw BundleFaults.BadSignature(path, $"its algorithm is '{read.Algorithm}', not {StoredSignature.Es384}");
        using var key = BundleKey.Public(read.PublicKey) ?? throw BundleFaults.BadSignature(path, "its public key is none");
        return key.VerifyData(manifest, read.Signature, HashAlgorithmName.SHA384)
            ? BundleKey.SignerOf(key)
            : throw BundleFaults.BadSignature(path, "it is not the manifest's");
    }

    private static BundleManifest Manifested(string path, byte[] bytes)
    {
        using (var document = JsonDocument.Parse(bytes))
        {
            var root = document.RootElement;
            if (root.GetProperty("kind").GetString() != BundleManifest.CurrentKind)
                throw new InvalidDataException("it is no bundle of CafeMed");
            if (root.GetProperty("format").GetRawText() is var format && format != $"{BundleManifest.CurrentFormat}")
                throw BundleFaults.OtherVersion(path, format, BundleManifest.CurrentFormat);
        }
        return PackedJson.Read<BundleManifest>(bytes);
    }

    private static byte[] Verified(string path, Dictionary<string, ZipArchiveEntry> places, BundleEntry entry)
    {
        if (entry.Size is < 0 or > MostEntry)
            throw BundleFaults.TooLarge(path, $"'{entry.Name}'", MostEntry);
        var bytes = Unpack(path, Place(places, entry.Name), entry.Size, () => new InvalidDataException($"'{entry.Name}' is longer than what was signed"));
        return bytes.Length == entry.Size && Convert.ToHexStringLower(SHA256.HashData(bytes)) == entry.Sha256
            ? bytes
            : throw new InvalidDataException($"'{entry.Name}' is not what was signed");
    }

    private static byte[] Unpack(string path, ZipArchiveEntry entry, long limit, Func<Exception>? longer = null)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            if (bytes.Length + read > limit)
                throw longer?.Invoke() ?? BundleFaults.TooLarge(path, $"'{entry.FullName}'", limit);
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    // Whatever an archive can be made to say, the answer is a fault: the library throws a dozen kinds of exceptions for archives that are none.
    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (CafeMedException or OutOfMemoryException))
        {
            throw BundleFaults.Damaged(path, exception.Message, exception);
        }
    }
}
