namespace CafeMed.Serving.Options;

/// <summary>Where measurements go.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Address of an OTLP collector, such as <c>http://127.0.0.1:4317</c>. Default: none, nothing leaves the process.</summary>
    public string? Otlp { get; init; }

    /// <summary>How it is spoken to: <c>grpc</c>, or <c>http/protobuf</c> (then <c>/v1/metrics</c> and <c>/v1/traces</c> are added to the address). Default: grpc.</summary>
    public string Protocol { get; init; } = "grpc";

    /// <summary>Whether each request is a line of the log. Default: yes. Lines never hold patient data.</summary>
    public bool LogRequests { get; init; } = true;
}
