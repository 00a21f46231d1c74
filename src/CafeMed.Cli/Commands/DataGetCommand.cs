using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Data.Demos;

namespace CafeMed.Cli.Commands;

/// <summary>Downloads an open data set from its publisher.</summary>
internal static class DataGetCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("name") { Description = "mimic-iii-demo, mimic-iv-demo or eicu-demo." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder to leave it in; run again to go on where a download stopped.", HelpName = "DIR", Required = true };
        var command = new Command("get", "Downloads an open data set from its publisher, goes on where it stopped, checks every file's SHA-256, and says the licence.") { name, output };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(name)!, parsed.GetValue(output)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string name, DirectoryInfo folder, CancellationToken ct)
    {
        var set = DemoSet.Named(name);
        var publisher = DownloadPlace.Of(Environment.GetEnvironmentVariable(DownloadPlace.Variable));
        context.Log.Stage($"Downloading {set.Title} from {publisher}{set.Folder}");
        context.Log.Line($"  licence: {set.Licence}");
        // A file may take hours; that nothing comes at all is noticed by the download itself.
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"cafemed/{CliVersion.Program.Split('+', ' ')[0]}");
        var download = new DemoDownload(client, publisher, context.Time);
        var receipt = await DownloadMonitor.WatchAsync(context.Log, progress => download.RunAsync(set, folder, progress, ct)).ConfigureAwait(false);
        context.Page.Heading(set.Title);
        context.Page.Line($"  {folder.FullName}");
        context.Page.Text($"{receipt.Downloaded} downloaded ({receipt.Resumed} of them resumed), {receipt.Kept} already there; {receipt.Bytes / 1e6:0.0} MB. Every file's SHA-256 was checked against: {receipt.SumsFrom}.");
        context.Page.Text($"Licence: {set.Licence}");
        context.Page.Text($"Cite: {set.Citation}");
        context.Page.Heading("Next");
        context.Page.Line($"  cafemed data import {set.Connector} --root {folder.FullName} --out COHORT");
        return context.Finish(new { set.Name, set.Title, Folder = folder.FullName, receipt.Downloaded, receipt.Resumed, receipt.Kept, receipt.Bytes, receipt.SumsFrom, set.Licence, set.Citation, set.Connector });
    }
}
