namespace CafeMed.Inference.Packing;

/// <summary>signature.json.</summary>
/// <param name="Algorithm">Always <see cref="Es384"/>: ECDSA over P-384 with SHA-384, r and s in 96 bytes.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo of the signer.</param>
/// <param name="Signature">Over the bytes of manifest.json.</param>
internal sealed record StoredSignature(string Algorithm, byte[] PublicKey, byte[] Signature)
{
    public const string Es384 = "ES384";
}
