using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>A trusted issuer of tokens.</summary>
public sealed record IssuerOptions
{
    /// <summary>What <c>iss</c> must be, exactly.</summary>
    [Required]
    public required string Issuer { get; init; }

    /// <summary>A JWKS file with its keys. Default: none.</summary>
    public string? Jwks { get; init; }

    /// <summary>The address of its JWKS, https or loopback: a token's <c>jku</c> must be this one. Default: none, and <c>jku</c> is not followed.</summary>
    public string? Jku { get; init; }
}
