using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Show;
using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Commands;

/// <summary>Destroys the key of one person in an audit log.</summary>
internal static class AuditShredCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var subject = new Option<string>("--subject") { Description = "Whom: the patient's identifier, to the letter, as the server was asked.", HelpName = "ID", Required = true };
        var yes = new Option<bool>("--yes") { Description = "Do it: it cannot be undone. Default: nothing is changed.", };
        var command = new Command("shred", "Destroys a person's key, so that what is recorded about them can never be read again; the chain still holds.") { subject, yes };
        var store = new AuditStore(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(subject) is { Tokens: [{ Value.Length: 0 }] })
                result.AddError("--subject must not be empty.");
        });
        command.SetAction(async (parsed, ct) =>
        {
            var options = store.Of(parsed);
            // Opened for reading first: writing makes a log where there is none.
            using (var reader = await AuditReader.OpenAsync(options, ct).ConfigureAwait(false))
            {
                if (!parsed.GetValue(yes))
                    throw AuditCliFaults.NotConfirmed(reader.Name);
            }
            var log = await AuditLog.OpenAsync(options, context.Time, ct).ConfigureAwait(false);
            await using (log.ConfigureAwait(false))
            {
                var shred = await log.ShredAsync(parsed.GetValue(subject)!, ct).ConfigureAwait(false);
                context.Page.Line($"The key is destroyed: {Figures.Of(shred.Records, "record")} cannot be read any more. Record {shred.Receipt.Sequence} ({shred.Receipt.Id}) says so.");
                context.Page.Text(
                    shred.Wiped
                        ? "The old key is overwritten in the database's files. Copies of the database and archived journals still hold it: delete those too, or let them expire."
                        : "The old key may still stand in the database's journal, because another process kept it busy. It is overwritten when the journal is next emptied.", 0, 0);
                return context.Finish(shred);
            }
        });
        return command;
    }
}
