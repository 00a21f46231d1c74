using CafeMed.Data;

namespace CafeMed.Benchmarks;

/// <summary>One run of a reader over one or more damaged inputs.</summary>
/// <param name="Pickle">The pickle, or <see langword="null"/>.</param>
/// <param name="Connector">The connector, or <see langword="null"/>.</param>
/// <param name="Root">What it reads.</param>
/// <param name="Cases">How many inputs the run holds.</param>
/// <param name="Shown">Bytes to show where it breaks.</param>
public sealed record FuzzCase(byte[]? Pickle, IConnector? Connector, DirectoryInfo? Root, int Cases, byte[] Shown)
{
    /// <summary>Where a whole import goes, whatever the share of unreadable lines; <see langword="null"/>, the default, reads events alone.</summary>
    public DirectoryInfo? Target { get; init; }
}
