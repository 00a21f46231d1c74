using CafeMed.Serving.Options;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CafeMed.Serving.Operations;

/// <summary>Sends metrics and traces to a collector, where one is named.</summary>
internal static class Measuring
{
    public static void Add(IServiceCollection services, ServerOptions options)
    {
        if (options.Telemetry.Otlp is not { } address)
            return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var collector))
            throw Security.StartFaults.BadSetting("telemetry.otlp", "it is no address");
        var protocol = options.Telemetry.Protocol switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => throw Security.StartFaults.BadSetting("telemetry.protocol", "it is neither grpc nor http/protobuf"),
        };
        void To(OtlpExporterOptions otlp, string signal) => (otlp.Protocol, otlp.Endpoint) =
            (protocol, protocol == OtlpExportProtocol.Grpc ? collector : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/{signal}"));
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(ServerMeter.Name).AddRuntimeInstrumentation().AddOtlpExporter(otlp => To(otlp, "metrics")))
            .WithTracing(tracing => tracing.AddSource(ServerMeter.Name).AddAspNetCoreInstrumentation(web =>
            {
                web.RecordException = false;
                // A path may hold an identifier, and a query anything: the pattern says enough.
                web.EnrichWithHttpResponse = (span, response) =>
                {
                    span.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none");
                    span.SetTag("url.query", null);
                };
            }).AddOtlpExporter(otlp => To(otlp, "traces")));
    }
}
