using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>How a server is set up: what stands in server.yaml. Every member has a default with which it is safe to start on one machine.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses to listen at. Default: loopback alone, port 8080. Another needs TLS and <see cref="Access"/>. Port 0 lets the system choose.</summary>
    [Required]
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>The address that clients use, where it is another one (behind a proxy): for <c>aud</c> of tokens and links of cards. Default: that of the request.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Names that the header Host may have besides loopback's, the addresses' and the public one's. Default: none.</summary>
    [Required]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The certificate.</summary>
    [Required]
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Who may ask.</summary>
    [Required]
    public AccessOptions Access { get; init; } = new();

    /// <summary>Which pages of browsers may ask.</summary>
    [Required]
    public CorsOptions Cors { get; init; } = new();

    /// <summary>How much may be asked.</summary>
    [Required]
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Which FHIR servers are asked back.</summary>
    [Required]
    public FhirOptions Fhir { get; init; } = new();

    /// <summary>What cards say.</summary>
    [Required]
    public CdsOptions Cds { get; init; } = new();

    /// <summary>Where answers are written down before they are sent.</summary>
    [Required]
    public AuditPlaceOptions Audit { get; init; } = new();

    /// <summary>Where measurements go.</summary>
    [Required]
    public TelemetryOptions Telemetry { get; init; } = new();
}
