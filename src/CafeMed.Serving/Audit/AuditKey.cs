using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CafeMed.Serving.Audit;

/// <summary>The master key of one audit log: it wraps the subjects' keys, makes pseudonyms, and signs anchors. One file, to be kept and copied apart from the log.</summary>
/// <remarks>Three keys come from the file: 32 random bytes, from which HKDF-SHA256 derives the wrapping key and the pseudonym key, and an ECDSA P-256 key for signatures.</remarks>
public sealed class AuditKey : IDisposable
{
    private const string Format = "cafemed-audit-key-1";
    private readonly byte[] _wrapping;
    private readonly byte[] _naming;
    private readonly ECDsa _signing;

    private AuditKey(byte[] master, ECDsa signing)
    {
        _wrapping = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "cafemed audit wrapping"u8.ToArray());
        _naming = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "cafemed audit naming"u8.ToArray());
        _signing = signing;
        Check = Convert.ToHexStringLower(HMACSHA256.HashData(_naming, "cafemed audit key check"u8));
        PublicKey = signing.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The key that verifies the anchors' signatures, as PEM; may be given to anybody.</summary>
    public string PublicKey { get; }

    /// <summary>Says which key a log was made with without saying the key.</summary>
    internal string Check { get; }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="CafeMedException">CM6067 there is none; CM6068 it is damaged, or others than its owner may read it.</exception>
    public static AuditKey Open(FileInfo file)
    {
        if (!File.Exists(file.FullName))
            throw AuditFaults.NoKey(file.FullName);
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.FullName) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0)
                throw AuditFaults.BadKey(file.FullName, "others than its owner may read or write it");
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllText(file.FullName));
            if (stored is not { Format: Format, Master.Length: 32, Signing: not null })
                throw AuditFaults.BadKey(file.FullName, $"it is not of the form {Format}");
            var signing = ECDsa.Create();
            signing.ImportPkcs8PrivateKey(stored.Signing, out _);
            return new AuditKey(stored.Master, signing);
        }
        catch (Exception exception) when (exception is JsonException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            // What the parser saw may be the key: its words are not repeated.
            throw AuditFaults.BadKey(file.FullName, exception is IOException or UnauthorizedAccessException ? exception.Message : $"it is not of the form {Format}");
        }
    }

    /// <summary>Makes a new key file, readable by its owner alone, and never over another.</summary>
    /// <exception cref="CafeMedException">CM6068 it cannot be written, or is there already.</exception>
    public static AuditKey Create(FileInfo file)
    {
        var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var stored = new Stored(Format, RandomNumberGenerator.GetBytes(32), signing.ExportPkcs8PrivateKey());
        try
        {
            file.Directory!.Create();
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file.FullName, options);
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(stored));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            signing.Dispose();
            throw AuditFaults.BadKey(file.FullName, exception.Message, exception);
        }
        return new AuditKey(stored.Master, signing);
    }

    /// <summary>What stands for a subject in the log: HMAC-SHA256 under the master key, in hexadecimal. Equal for equal subjects, and not to be guessed without the key.</summary>
    public string PseudonymOf(string subject) => Convert.ToHexStringLower(HMACSHA256.HashData(_naming, Encoding.UTF8.GetBytes("subject:" + subject)));

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_wrapping);
        CryptographicOperations.ZeroMemory(_naming);
        _signing.Dispose();
    }

    internal byte[] Wrap(byte[] dataKey, string pseudonym) => Sealed.Close(_wrapping, dataKey, Encoding.UTF8.GetBytes("key:" + pseudonym));

    internal byte[] Unwrap(byte[] wrapped, string pseudonym) => Sealed.Open(_wrapping, wrapped, Encoding.UTF8.GetBytes("key:" + pseudonym));

    internal byte[] Sign(byte[] message) => _signing.SignData(message, HashAlgorithmName.SHA256);

    private sealed record Stored(string Format, byte[] Master, byte[] Signing);
}
