using System.CommandLine;
using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Serving;
using CafeMed.Serving.Options;
using Microsoft.Extensions.Hosting;

namespace CafeMed.Cli.Commands;

/// <summary>Serves a model: REST, CDS Hooks, the page.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo?>("--run") { Description = "For development: a run folder in place of a bundle.", HelpName = "RUN", Hidden = true };
        var patients = new Option<DirectoryInfo?>("--patients") { Description = "Cohort folder whose first patients can be tried on the page. Default: none.", HelpName = "COHORT" };
        var urls = new Option<string[]>("--urls") { Description = "Address to listen at; may be repeated. Another than loopback needs TLS and access settings. Default: http://127.0.0.1:8080.", HelpName = "URL", DefaultValueFactory = _ => [] };
        var config = new Option<FileInfo?>("--config") { Description = "A YAML file of settings (docs/server.md). Default: none.", HelpName = "FILE.yaml" };
        var set = new Option<string[]>("--set") { Description = "One setting over the file's: --set limits.bodyBytes=100000. May be repeated. Default: none.", HelpName = "a.b=c", DefaultValueFactory = _ => [] };
        var command = new Command("serve", "Serves a model: REST, CDS Hooks and health, on loopback unless told otherwise.") { run, patients, urls, config, set };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = new Settings().Add(parsed.GetValue(config)).Add(parsed.GetValue(set) ?? []);
            if (parsed.GetValue(urls) is { Length: > 0 } given)
                settings.Set("urls", new JsonArray([.. given.Select(url => JsonValue.Create(url))]));
            var options = settings.Read<ServerOptions>("server");
            context.Compute();
            var source = new RunSource(parsed.GetValue(run)!, parsed.GetValue(patients));
            await using var server = CafeMedServer.Build(options, new ServerParts(source, null, context.Time, context.Streams.Error), ct);
            await CafeMedServer.ListenAsync(server, ct).ConfigureAwait(false);
            context.Log.Line($"Listening at {string.Join(", ", server.Urls)}; Ctrl+C stops.");
            await server.WaitForShutdownAsync(ct).ConfigureAwait(false);
            return context.Finish(new { Stopped = true });
        });
        return command;
    }
}
