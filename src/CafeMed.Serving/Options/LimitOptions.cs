using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>How much may be asked.</summary>
public sealed record LimitOptions
{
    /// <summary>Requests per second of one client, in [1, 1000000]. Default 1000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>Requests that a client may send at once beyond that, in [1, 1000000]. Default 2000.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; init; } = 2000;

    /// <summary>Requests that are answered at the same time, in [1, 10000]; others wait, as many as <see cref="Waiting"/>. Default 64.</summary>
    [Range(1, 10_000)]
    public int AtOnce { get; init; } = 64;

    /// <summary>Requests that wait for their turn, in [0, 100000]. Default 256.</summary>
    [Range(0, 100_000)]
    public int Waiting { get; init; } = 256;

    /// <summary>Largest body in bytes, in [1024, 100000000]. Default 4,000,000.</summary>
    [Range(1024, 100_000_000)]
    public int BodyBytes { get; init; } = 4_000_000;

    /// <summary>Longest that one request may take, in seconds, in [0.1, 600]. Default 15.</summary>
    [Range(0.1, 600)]
    public double TimeoutSeconds { get; init; } = 15;

    /// <summary>Connections at the same time, in [1, 100000]. Default 1000.</summary>
    [Range(1, 100_000)]
    public int Connections { get; init; } = 1000;

    /// <summary>How long requests may go on after the server was told to stop, in seconds, in [0, 600]. Default 20.</summary>
    [Range(0, 600)]
    public double ShutdownSeconds { get; init; } = 20;
}
