using CafeMed.Serving.CdsHooks;
using CafeMed.Serving.Fhir;
using CafeMed.Serving.Operations;
using CafeMed.Serving.Options;
using CafeMed.Serving.Pages;
using CafeMed.Serving.Rest;
using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CafeMed.Serving;

/// <summary>The server: REST, CDS Hooks, health and measurements in one process.</summary>
public static class CafeMedServer
{
    /// <summary>Puts a server together; nothing of its surroundings is read but what <paramref name="options"/> name. It has its model, and does not listen yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="parts">Model, audit, clock and log.</param>
    /// <param name="ct">Stops the reading of the model.</param>
    /// <exception cref="CafeMedException">
    /// <c>CM6030</c> to <c>CM6036</c>: an address, file or setting cannot be used, or the server could be reached from elsewhere without TLS or without saying who may ask;
    /// and what <see cref="IModelSource.Read"/> says of the model.
    /// </exception>
    public static WebApplication Build(ServerOptions options, ServerParts parts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        var plan = ListenPlan.Of(options);
        var access = new AccessCheck(options, parts.Time);
        var slot = new ModelSlot(parts.Models, parts.Time);
        slot.Load(ct);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CafeMed" });
        plan.Listen(builder.WebHost, options);
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(parts).AddSingleton(parts.Time).AddSingleton(slot).AddSingleton(access).AddSingleton(plan);
        services.AddSingleton<Answering>().AddSingleton<NameSearch>().AddSingleton<ServerMeter>();
        services.AddRoutingCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.Limits.ShutdownSeconds));
        // Lines of other libraries may hold what a request held: none of theirs is written below an error, and no text of an exception ever.
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter((category, level) => category?.StartsWith("CafeMed", StringComparison.Ordinal) == true || level >= LogLevel.Error);
        if (parts.Log is { } log)
            services.AddSingleton<ILoggerProvider>(new LineLog(log, parts.Time));
        OpenApiPages.Add(services);
        Limiting.Add(services, options);
        Crossing.Add(services, options);
        CdsServices.Add(services);
        Measuring.Add(services, options);

        var app = builder.Build();
        // What settings cannot be used is said now, not at the first request.
        _ = app.Services.GetRequiredService<FhirBackend>();
        app.UseMiddleware<RequestGuard>();
        app.UseRouting();
        app.UseCors();
        app.UseRateLimiter();
        app.UseMiddleware<AccessGate>();
        app.MapRest();
        app.MapCdsHooks();
        app.MapOperations();
        app.MapBurden();
        app.MapPages();
        OpenApiPages.Map(app);
        return app;
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="CafeMedException"><c>CM6035</c>: the address is in use or not allowed.</exception>
    public static async Task ListenAsync(WebApplication app, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            await app.StartAsync(ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            throw StartFaults.AddressInUse(string.Join(", ", app.Services.GetRequiredService<ServerOptions>().Urls), exception);
        }
    }
}
