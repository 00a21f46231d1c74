using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>Which FHIR servers are asked for what a request did not bring.</summary>
public sealed record FhirOptions
{
    /// <summary>Base addresses that may be asked, https or loopback; a request's <c>fhirServer</c> must be one of them, exactly. Default: none, so nobody is asked.</summary>
    [Required]
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>How long all questions of one request may take together, in seconds, in [0.05, 60]. Default 2; what has not come by then is said to be missing.</summary>
    [Range(0.05, 60)]
    public double TimeoutSeconds { get; init; } = 2;

    /// <summary>Largest answer in bytes, in [1024, 100000000]. Default 8,000,000.</summary>
    [Range(1024, 100_000_000)]
    public int AnswerBytes { get; init; } = 8_000_000;

    /// <summary>Pages of one search that are followed, in [1, 100]. Default 10; what lies behind them is said to be missing.</summary>
    [Range(1, 100)]
    public int Pages { get; init; } = 10;
}
