using System.Diagnostics;
using System.Net;
using CafeMed.Serving.Options;
using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CafeMed.Serving.Operations;

/// <summary>The outermost room of every request: time limit, the header Host, one line of the log, and every failure as problem+json without a trace.</summary>
internal sealed class RequestGuard(RequestDelegate next, ServerOptions options, ListenPlan plan, ServerMeter meter, TimeProvider time, ILogger<RequestGuard> log)
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Limits.TimeoutSeconds);

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var code = await TryAsync(context).ConfigureAwait(false);
        var took = time.GetElapsedTime(start);
        // The pattern, never the path: a path may hold an identifier.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        meter.Answered(route, context.Response.StatusCode, took);
        if (options.Telemetry.LogRequests)
            Lines.Request(log, context.Request.Method, route, context.Response.StatusCode, took.TotalMilliseconds, code ?? "", Activity.Current?.TraceId.ToString() ?? "");
    }

    private async Task<string?> TryAsync(HttpContext context)
    {
        using var limit = new CancellationTokenSource(_limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        var aborted = context.RequestAborted;
        context.RequestAborted = both.Token;
        try
        {
            if (!IsOurs(context.Request.Host))
                throw new RefusedException(400, ServingFaults.BadHost());
            await next(context).ConfigureAwait(false);
            return await WithoutBodyAsync(context).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            return await Problems.WriteAsync(context, refused.Status, refused.Fault).ConfigureAwait(false);
        }
        catch (CafeMedException exception)
        {
            return await Problems.WriteAsync(context, StatusOf(exception.Fault), exception.Fault).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            var fault = exception.StatusCode switch
            {
                413 => ServingFaults.TooLarge(options.Limits.BodyBytes),
                408 => ServingFaults.TookTooLong(options.Limits.TimeoutSeconds),
                _ => ServingFaults.BadRequest("its head or its body breaks HTTP"),
            };
            return await Problems.WriteAsync(context, exception.StatusCode, fault.Fault).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return await Problems.WriteAsync(context, 503, ServingFaults.TookTooLong(options.Limits.TimeoutSeconds).Fault).ConfigureAwait(false);
        }
        catch (Exception exception) when (aborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // Who asked has gone.
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : 499;
            return null;
        }
        catch (Exception exception)
        {
            // The kind and the place, never the message: it may hold what the request held.
            var frame = new StackTrace(exception).GetFrame(0)?.GetMethod();
            Lines.Defect(log, exception.GetType().Name, $"{frame?.DeclaringType?.Name}.{frame?.Name}");
            return await Problems.WriteAsync(context, 500, ServingFaults.Unexpected().Fault).ConfigureAwait(false);
        }
    }

    private static async Task<string?> WithoutBodyAsync(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.ContentType is not null || context.Response.StatusCode is < 400)
            return null;
        return context.Response.StatusCode switch
        {
            404 => await Problems.WriteAsync(context, 404, ServingFaults.NotFound().Fault).ConfigureAwait(false),
            405 => await Problems.WriteAsync(context, 405, ServingFaults.Method().Fault).ConfigureAwait(false),
            415 => await Problems.WriteAsync(context, 415, ServingFaults.MediaType([Rest.RestEndpoints.Json]).Fault).ConfigureAwait(false),
            var other => await Problems.WriteAsync(context, other, ServingFaults.BadRequest("it was refused").Fault).ConfigureAwait(false),
        };
    }

    private static int StatusOf(Fault fault) => fault.Code switch
    {
        "CM6060" or "CM6061" or "CM6062" => 503,
        _ => 422,
    };

    // A page that rebinds its name to 127.0.0.1 still sends its own name.
    private bool IsOurs(HostString host)
    {
        if (!host.HasValue)
            return false;
        var name = host.Host.Trim('[', ']');
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && (IPAddress.IsLoopback(address) || !plan.Local)))
            return true;
        if (_hosts.Count == 0)
            lock (_hosts)
            {
                _hosts.UnionWith(plan.Hosts);
                _hosts.UnionWith(options.Hosts);
                if (options.PublicUrl is { } own && Uri.TryCreate(own, UriKind.Absolute, out var url))
                    _hosts.Add(url.Host);
            }
        return _hosts.Contains(name);
    }
}
