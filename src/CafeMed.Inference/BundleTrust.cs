using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CafeMed.Inference;

/// <summary>Whose bundles are opened.</summary>
public sealed class BundleTrust
{
    private BundleTrust(ImmutableArray<string> signers) => Signers = signers;

    /// <summary>Anybody's, as long as the signature verifies: what was changed after signing is refused, who signed is not asked.</summary>
    public static BundleTrust Anyone { get; } = new([]);

    /// <summary>SHA-256 of each trusted public key (SubjectPublicKeyInfo), in hexadecimal; empty where anybody is.</summary>
    public ImmutableArray<string> Signers { get; }

    /// <summary>Those whose public keys stand in PEM files; a file may hold several.</summary>
    /// <exception cref="CafeMedException"><c>CM5008</c>: a file is missing, or holds no public key of the curve P-384.</exception>
    public static BundleTrust Of(params IReadOnlyList<FileInfo> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Count == 0 ? Anyone : new([.. files.SelectMany(BundleKey.Signers).Distinct()]);
    }

    /// <summary>The holder of one key.</summary>
    public static BundleTrust Of(ECDsa key) => new([BundleKey.SignerOf(key)]);

    internal bool Accepts(string signer) => Signers.IsEmpty || Signers.Contains(signer);
}
