namespace CafeMed.Data;

/// <summary>A file that a cohort was made from.</summary>
/// <param name="Name">Path below the data set's folder, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its bytes as they lie on disk, in hexadecimal.</param>
public sealed record SourceFile(string Name, long Bytes, string Sha256);
