namespace CafeMed.Data;

/// <summary>A map that turned codes of a source into others.</summary>
/// <param name="Name">What it maps, or its file's name.</param>
/// <param name="Version">The version of the program that shipped it, or <c>the user's</c>.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record MapSource(string Name, string Version, string Sha256);
