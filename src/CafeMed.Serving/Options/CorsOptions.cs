using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>Which pages of browsers may ask from elsewhere.</summary>
public sealed record CorsOptions
{
    /// <summary>Origins such as <c>https://ehr.example.org</c>. Default: none; <c>*</c> means all, and is refused where nothing says who may ask.</summary>
    [Required]
    public IReadOnlyList<string> Origins { get; init; } = [];
}
