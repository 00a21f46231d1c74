using System.Net;
using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CafeMed.Serving.Operations;

/// <summary>Health, and the change of the model.</summary>
internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var ending = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).WithMetadata(Open.Door)
            .WithTags("Operations").WithSummary("Whether the process runs.").Produces(200);
        routes.MapGet("/health/ready", (ModelSlot slot) => slot.Current is { } model && !ending.ApplicationStopping.IsCancellationRequested
                ? Results.Json(new { status = "ready", model = model.Model.Hash })
                : throw new RefusedException(503, ServingFaults.NotReady())).WithMetadata(Open.Door)
            .WithTags("Operations").WithSummary("Whether requests are answered: there is a model, and the server is not about to stop.").Produces(200).ProducesProblem(503);
        routes.MapPost("/admin/model", Swap)
            .WithTags("Operations").WithSummary("Reads the bundle anew and puts it in the old one's place; from this machine alone.")
            .WithDescription("Where the new bundle cannot be used, the old one goes on answering, and the fault says why. Requests under way end with the model that they began with.")
            .Produces(200).ProducesProblem(403).ProducesProblem(422);
    }

    private static IResult Swap(HttpContext context, ModelSlot slot, ServerMeter meter, ILogger<ModelSlot> log, CancellationToken ct)
    {
        // Behind a proxy every request comes from loopback: what a proxy adds gives it away.
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from) || context.Request.Headers.ContainsKey("Forwarded") || context.Request.Headers.ContainsKey("X-Forwarded-For")
            || context.Request.Headers.ContainsKey("Origin"))
            throw new RefusedException(403, AccessFaults.NotFromHere());
        try
        {
            var before = slot.Current?.Model.Hash;
            var now = slot.Load(ct).Model.Hash;
            meter.Model("changed");
            Lines.Model(log, now);
            return Results.Json(new { before, now });
        }
        catch (CafeMedException exception)
        {
            meter.Model("refused");
            Lines.ModelRefused(log, exception.Fault.Code);
            throw;
        }
    }
}
