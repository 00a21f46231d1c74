namespace CafeMed.Data.Demos;

/// <summary>A file of an open data set.</summary>
/// <param name="Path">Below the data set's folder, with forward slashes.</param>
/// <param name="Sha256">What the publisher says its SHA-256 is, in lower-case hexadecimal.</param>
public sealed record DemoFile(string Path, string Sha256);
