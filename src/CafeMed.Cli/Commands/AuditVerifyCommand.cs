using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Show;
using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Commands;

/// <summary>Walks the chain of an audit log.</summary>
internal static class AuditVerifyCommand
{
    private const int ProgressEvery = 100_000;

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var head = new Option<string?>("--head") { Description = "A head that was noted earlier, NUMBER:HASH: the log must still contain it. Default: none; then a cut or rewritten end may stay unseen.", HelpName = "HEAD" };
        var publicKey = new Option<FileInfo?>("--public-key") { Description = "PEM of the key that signed the anchors, for who has no key file. Default: the key file's, or else the one that the log names.", HelpName = "FILE" };
        var command = new Command("verify", "Verifies that no record of an audit log was changed, moved, taken out or put in; ends with 5 where one was.") { head, publicKey };
        var store = new AuditStore(command);
        command.SetAction(async (parsed, ct) =>
        {
            var expected = parsed.GetValue(head) is { } text ? AuditHead.Parse(text) : null;
            var pem = parsed.GetValue(publicKey) is { } file ? TextFile.Read(file.FullName, AuditCliFaults.NoPublicKey) : null;
            using var reader = await AuditReader.OpenAsync(store.Of(parsed), ct).ConfigureAwait(false);
            var verdict = await reader.VerifyAsync(expected, pem, new Walked(context), ct).ConfigureAwait(false);
            ChainView.Show(context.Page, verdict, expected);
            return context.Finish(
                new { verdict.Whole, verdict.Records, Head = verdict.Head.ToString(), verdict.First, verdict.Last, verdict.Anchors, verdict.Unanchored, verdict.OwnKey, verdict.LiveKeys, verdict.DestroyedKeys, verdict.Broken, verdict.Findings, reader.PublicKey },
                verdict.Whole ? ExitCodes.Fine : ExitCodes.SafetyFailed);
        });
        return command;
    }

    // Told at once, unlike Progress<T>, which tells from another thread and may do so after the end.
    private sealed class Walked(CliContext context) : IProgress<long>
    {
        private long _told;

        public void Report(long value)
        {
            if (value - _told < ProgressEvery)
                return;
            _told = value;
            context.Log.Line($"{Figures.Count(value)} records");
        }
    }
}
