using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>A key for a program. The key itself stands nowhere.</summary>
public sealed record ApiKeyOptions
{
    /// <summary>Who has it; stands in logs.</summary>
    [Required]
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key's UTF-8 bytes, 64 hexadecimal digits. The key should have at least 128 random bits.</summary>
    [Required]
    public required string Sha256 { get; init; }
}
