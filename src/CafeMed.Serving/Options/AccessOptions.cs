using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>Who may ask. Where nothing is said, everybody on this machine may; other addresses are then not listened at.</summary>
public sealed record AccessOptions
{
    /// <summary>Keys for programs, sent as <c>Authorization: Bearer KEY</c>. Default: none.</summary>
    [Required]
    public IReadOnlyList<ApiKeyOptions> ApiKeys { get; init; } = [];

    /// <summary>Issuers of tokens (CDS clients) that are trusted. Default: none.</summary>
    [Required]
    public IReadOnlyList<IssuerOptions> Issuers { get; init; } = [];

    /// <summary>Audiences that tokens may have besides the address that is called. Default: none.</summary>
    [Required]
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>How far the clocks of issuers may be off, in seconds, in [0, 300]. Default 30.</summary>
    [Range(0, 300)]
    public int ClockSkewSeconds { get; init; } = 30;

    /// <summary>The longest a token may be valid, in seconds, in [10, 86400]. Default 600.</summary>
    [Range(10, 86_400)]
    public int LongestTokenSeconds { get; init; } = 600;
}
