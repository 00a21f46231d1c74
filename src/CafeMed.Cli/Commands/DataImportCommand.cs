using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;

namespace CafeMed.Cli.Commands;

/// <summary>Reads a data set into a cohort folder.</summary>
internal static class DataImportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var connector = new Argument<string>("connector") { Description = "Whose records: one of `cafemed ls connectors`." };
        var root = new Option<DirectoryInfo>("--root") { Description = "Folder that the data set was unpacked into.", HelpName = "DIR", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "Cohort folder: new, empty, or an older cohort, which is replaced.", HelpName = "COHORT", Required = true };
        var command = new Command("import", "Reads a data set, and prints and stores its receipt: rows in, rows dropped and why.") { connector, root, output };
        var maps = new MapOptions(command);
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(connector)!, parsed.GetValue(root)!, parsed.GetValue(output)!, maps.Of(parsed), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string connector, DirectoryInfo root, DirectoryInfo output, ImportOptions options, CancellationToken ct)
    {
        // Beside the cohort's place until the cohort is there: its folder is replaced as a whole.
        var aside = new FileInfo($"{Path.TrimEndingDirectorySeparator(output.FullName)}.quarantine.part");
        var (cohort, receipt) = await CohortMaker.ImportAsync(connector, root, options with { QuarantineFile = aside }, context, ct).ConfigureAwait(false);
        await new Material(cohort, receipt, output, null) { Given = CohortMaker.InteractionsOf(connector, root, ct) }.WriteAsync(ct).ConfigureAwait(false);
        aside.Refresh();
        if (aside.Exists)
            aside.MoveTo(Path.Combine(output.FullName, "quarantine.csv"), overwrite: true);
        CohortView.Show(context.Page, cohort, receipt);
        ReceiptView.Show(context.Page, receipt);
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}");
        return context.Finish(new { Cohort = output.FullName, Receipt = receipt });
    }
}
