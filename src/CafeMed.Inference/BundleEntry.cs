namespace CafeMed.Inference;

/// <summary>One entry of a bundle.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Size">Bytes, uncompressed.</param>
/// <param name="Sha256">Of the uncompressed bytes, in hexadecimal.</param>
public sealed record BundleEntry(string Name, long Size, string Sha256);
