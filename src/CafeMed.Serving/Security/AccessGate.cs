using CafeMed.Serving.Operations;
using CafeMed.Serving.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CafeMed.Serving.Security;

/// <summary>Lets in who may ask. Addresses that are marked <see cref="Open"/> let everybody in.</summary>
internal sealed class AccessGate(RequestDelegate next, AccessCheck access, ServerOptions options, ILogger<AccessGate> log)
{
    private static readonly object s_client = new();

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Open>() is null && !access.IsOpen)
            try
            {
                context.Items[s_client] = await access.WhoAsync(context.Request.Headers.Authorization, AddressOf(context.Request, options), context.RequestAborted).ConfigureAwait(false);
            }
            catch (RefusedException refused)
            {
                Lines.Refused(log, refused.Fault.Code);
                context.Response.Headers.WWWAuthenticate = "Bearer";
                throw;
            }
        await next(context).ConfigureAwait(false);
    }

    /// <summary>Who asks, as the gate found; empty where everybody may.</summary>
    public static string ClientOf(HttpContext context) => context.Items[s_client] as string ?? "";

    /// <summary>The address that was called, without its query, as clients know it.</summary>
    public static string AddressOf(HttpRequest request, ServerOptions options) => $"{BaseOf(request, options)}{request.Path}";

    /// <summary>The server's address as clients know it.</summary>
    public static string BaseOf(HttpRequest request, ServerOptions options) => options.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
}
