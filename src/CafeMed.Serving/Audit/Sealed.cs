using System.Security.Cryptography;

namespace CafeMed.Serving.Audit;

/// <summary>AES-256-GCM with a random nonce: 12 bytes of nonce, 16 of tag, then the ciphertext.</summary>
internal static class Sealed
{
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>Encrypts. What it belongs to (<paramref name="context"/>) is authenticated too, so that a ciphertext cannot be moved to another record.</summary>
    public static byte[] Close(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var sealedBytes = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, Nonce));
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(sealedBytes.AsSpan(0, Nonce), plain, sealedBytes.AsSpan(Nonce + Tag), sealedBytes.AsSpan(Nonce, Tag), context);
        return sealedBytes;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context)
    {
        if (sealedBytes.Length < Nonce + Tag)
            throw new CryptographicException("too short");
        var plain = new byte[sealedBytes.Length - Nonce - Tag];
        using var cipher = new AesGcm(key, Tag);
        cipher.Decrypt(sealedBytes[..Nonce], sealedBytes[(Nonce + Tag)..], sealedBytes.Slice(Nonce, Tag), plain, context);
        return plain;
    }
}
