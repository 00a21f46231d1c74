using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CafeMed.Serving.Operations;

/// <summary>Writes failures as problem+json (RFC 9457): the fault's code, what was found, what to do.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";

    /// <summary>Writes it, unless the answer has begun.</summary>
    /// <returns>The fault's code, for the log.</returns>
    public static async Task<string> WriteAsync(HttpContext context, int status, Fault fault)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return fault.Code;
        }
        var (cross, vary, retry, authenticate, allow) =
            (response.Headers.AccessControlAllowOrigin, response.Headers.Vary, response.Headers.RetryAfter, response.Headers.WWWAuthenticate, response.Headers.Allow);
        response.Clear();
        response.StatusCode = status;
        response.ContentType = MediaType;
        (response.Headers.AccessControlAllowOrigin, response.Headers.Vary, response.Headers.WWWAuthenticate, response.Headers.Allow) = (cross, vary, authenticate, allow);
        response.Headers.RetryAfter = retry.Count > 0 ? retry : status == 503 ? "1" : default;
        (response.Headers.CacheControl, response.Headers.XContentTypeOptions) = ("no-store", "nosniff");
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Type = $"urn:cafemed:fault:{fault.Code}",
            Title = fault.Message,
            Status = status,
            Detail = fault.Hint,
            fault.Code,
            fault.Hint,
            TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        }, Json.ServingJson.Rest);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
        return fault.Code;
    }
}
