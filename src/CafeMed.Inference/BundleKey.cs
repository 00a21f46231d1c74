using System.Security.Cryptography;

namespace CafeMed.Inference;

/// <summary>Keys that sign and verify bundles: ECDSA over the curve P-384, in PEM files.</summary>
public static class BundleKey
{
    private const string PublicLabel = "PUBLIC KEY";
    private const int Bits = 384;

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo), in hexadecimal: how a signer is named.</summary>
    public static string SignerOf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Makes a key, and writes it to <paramref name="file"/>: to be kept by whoever signs, readable by its owner alone.</summary>
    /// <exception cref="CafeMedException"><c>CM5009</c>: the file cannot be written, or is there already.</exception>
    public static ECDsa Create(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file.FullName, options);
            writer.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
            return key;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw BundleFaults.CannotWrite(file.FullName, exception);
        }
    }

    /// <summary>Reads the key of whoever signs.</summary>
    /// <exception cref="CafeMedException"><c>CM5008</c>: the file is missing, or holds no private key of the curve P-384.</exception>
    public static ECDsa ReadPrivate(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Text(file));
            _ = key.KeySize == Bits ? key.ExportParameters(includePrivateParameters: true) : throw BundleFaults.BadKey(file.FullName, "it is of another curve", null);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw BundleFaults.BadKey(file.FullName, "it holds no private key of an elliptic curve", exception);
        }
        catch (CafeMedException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The public half, as PEM: what those who open bundles are given.</summary>
    public static string PublicPem(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    /// <summary>The public key of a signature, or <see langword="null"/> where it is none of the curve P-384.</summary>
    internal static ECDsa? Public(byte[] info)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(info, out var read);
            if (read == info.Length && key.KeySize == Bits)
                return key;
        }
        catch (CryptographicException)
        {
            // Told by the caller: no key.
        }
        key.Dispose();
        return null;
    }

    internal static IEnumerable<string> Signers(FileInfo file)
    {
        var (text, signers) = (Text(file), new List<string>());
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            if (rest[fields.Label].SequenceEqual(PublicLabel))
                using (var key = Public(Convert.FromBase64String(rest[fields.Base64Data].ToString())) ?? throw BundleFaults.BadKey(file.FullName, "it is of another curve", null))
                    signers.Add(SignerOf(key));
        return signers.Count > 0 ? signers : throw BundleFaults.BadKey(file.FullName, "it holds no public key", null);
    }

    private static string Text(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BundleFaults.BadKey(file.FullName, exception.Message.Split('\n')[0].TrimEnd('.'), exception);
        }
    }
}
