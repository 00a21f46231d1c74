using System.CommandLine;
using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Inference;
using CafeMed.Serving;
using CafeMed.Serving.Answers;
using CafeMed.Serving.Audit;
using CafeMed.Serving.Options;
using Microsoft.Extensions.Hosting;

namespace CafeMed.Cli.Commands;

/// <summary>Serves a model: REST, CDS Hooks, the page.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var bundle = new Option<FileInfo?>("--bundle") { Description = "Bundle, from `cafemed export`.", HelpName = "FILE" };
        var run = new Option<DirectoryInfo?>("--run") { Description = "For development: a run folder in place of a bundle.", HelpName = "RUN", Hidden = true };
        var trust = BundleCommand.Trust();
        var patients = new Option<DirectoryInfo?>("--patients") { Description = "Cohort folder whose first 200 patients can be tried. Default: none.", HelpName = "COHORT" };
        var urls = new Option<string[]>("--urls") { Description = "Address to listen at; may be repeated. Another than loopback needs TLS and access settings. Default: http://127.0.0.1:8080.", HelpName = "URL", DefaultValueFactory = _ => [] };
        var audit = new Option<string?>("--audit") { Description = "Audit log: SQLite file, PostgreSQL connection string, or none. Default: cafemed-audit.db in this folder.", HelpName = "STORE" };
        var config = new Option<FileInfo?>("--config") { Description = "A YAML file of settings (docs/server.md). Default: none.", HelpName = "FILE.yaml" };
        var set = new Option<string[]>("--set") { Description = "One setting over the file's: --set limits.bodyBytes=100000. May be repeated. Default: none.", HelpName = "a.b=c", DefaultValueFactory = _ => [] };
        var command = new Command("serve", "Serves a model: REST, CDS Hooks and health, on loopback unless told otherwise.") { bundle, run, trust, patients, urls, audit, config, set };
        command.Validators.Add(result =>
        {
            if (result.GetResult(bundle) is null == result.GetResult(run) is null)
                result.AddError("--bundle FILE says which model is served.");
        });
        command.SetAction((parsed, ct) =>
        {
            var settings = new Settings().Add(parsed.GetValue(config)).Add(parsed.GetValue(set) ?? []).Set("audit.store", parsed.GetValue(audit) is { } store ? JsonValue.Create(store) : null);
            if (parsed.GetValue(urls) is { Length: > 0 } given)
                settings.Set("urls", new JsonArray([.. given.Select(url => JsonValue.Create(url))]));
            IModelSource source = parsed.GetValue(bundle) is { } file
                ? new BundleSource(file, BundleTrust.Of(parsed.GetValue(trust)!), parsed.GetValue(patients))
                : new RunSource(parsed.GetValue(run)!, parsed.GetValue(patients));
            return RunAsync(context, settings.Read<ServerOptions>("server"), source, ct);
        });
        return command;
    }

    /// <summary>Answers recorded questions with a bundle.</summary>
    public static ReplayCommand.Answering Replaying(FileInfo file, TimeProvider time, CancellationToken ct)
    {
        // Which bundle it must be the record says by its hash; who signed it was asked when it was served.
        var answerer = new Answerer(new BundleSource(file, BundleTrust.Anyone, null).Read(ct), time);
        return new(answerer.Model.Hash, async (record, stop) => (await answerer.AnswerAsync(record.Kind, record.Input!.Value, record.At, stop).ConfigureAwait(false)).Body.ToArray());
    }

    private static async Task<int> RunAsync(CliContext context, ServerOptions options, IModelSource source, CancellationToken ct)
    {
        await using var log = options.Audit.Store == AuditPlaceOptions.None ? null
            : await AuditLog.OpenAsync(new AuditOptions { Store = options.Audit.Store, KeyFile = options.Audit.KeyFile }, context.Time, ct).ConfigureAwait(false);
        await using var server = CafeMedServer.Build(options, new ServerParts(source, log, context.Time, context.Streams.Error), ct);
        await CafeMedServer.ListenAsync(server, ct).ConfigureAwait(false);
        context.Log.Line($"Listening at {string.Join(", ", server.Urls)}; Ctrl+C stops.");
        await server.WaitForShutdownAsync(ct).ConfigureAwait(false);
        return context.Finish(new { Stopped = true });
    }
}
