using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Show;
using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Commands;

/// <summary>Asks a recorded question again.</summary>
internal static class ReplayCommand
{
    /// <summary>Answers recorded questions.</summary>
    /// <param name="Hash">SHA-256 of the bundle that answers.</param>
    /// <param name="Answer">Gives the bytes that the server would send for the record's input at the record's time.</param>
    internal sealed record Answering(string Hash, Func<AuditRecord, CancellationToken, ValueTask<byte[]>> Answer);

    /// <summary>Makes the command.</summary>
    /// <param name="context">The program.</param>
    /// <param name="open">Opens a bundle to answer with.</param>
    public static Command Create(CliContext context, Func<FileInfo, CancellationToken, Answering> open)
    {
        var id = new Argument<string>("id") { Description = "Identifier of the record, as the answer names it.", HelpName = "ID" };
        var bundle = new Option<FileInfo>("--bundle") { Description = "The bundle that answered then; another one is refused.", HelpName = "FILE", Required = true };
        var command = new Command("replay", "Answers a recorded question again, and compares the answers byte for byte; ends with 5 where they differ.") { id, bundle };
        var store = new AuditStore(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var reader = await AuditReader.OpenAsync(store.Of(parsed), ct).ConfigureAwait(false);
            var answering = open(parsed.GetValue(bundle)!, ct);
            var result = await Replay.RunAsync(reader, parsed.GetValue(id)!, answering.Hash, answering.Answer, ct).ConfigureAwait(false);
            Show(context.Page, result);
            return context.Finish(
                new { result.Record.Id, result.Record.Sequence, result.Record.Kind, result.Record.At, Bundle = answering.Hash, result.Same, Bytes = result.Record.Answer!.Value.Length, BytesNow = result.Answer.Length, result.FirstDifference, result.Then, result.Now },
                result.Same ? ExitCodes.Fine : ExitCodes.SafetyFailed);
        });
        return command;
    }

    private static void Show(Page page, ReplayResult result)
    {
        var bytes = result.Record.Answer!.Value.Length;
        page.Line($"Record {result.Record.Sequence} ({result.Record.Id}): {result.Record.Kind}, {result.Record.At:yyyy-MM-dd HH:mm:ss} UTC.");
        if (result.Same)
        {
            page.Line($"The same answer: {Figures.Of(bytes, "byte")} of {bytes}.");
            return;
        }
        page.Line($"ANOTHER ANSWER: it differs from byte {result.FirstDifference} on ({Figures.Of(bytes, "byte")} then, {result.Answer.Length} now).");
        page.Item("then: ", result.Then);
        page.Item("now:  ", result.Now);
    }
}
