using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Data.Legacy;

namespace CafeMed.Cli.Commands;

/// <summary>Reads a data set into a cohort folder.</summary>
internal static class DataImportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var connector = new Argument<string>("connector") { Description = "Whose records: one of `cafemed ls connectors`." };
        var root = new Option<DirectoryInfo>("--root") { Description = "Folder that the data set was unpacked into; for events also one file. Needed unless --connection is given. Default: none.", HelpName = "DIR" };
        var connection = new Option<string?>("--connection") { Description = "omop: reads a PostgreSQL database, such as \"Host=db;Database=omop;Username=me\"; the password best in PGPASSWORD or ~/.pgpass. Default: none.", HelpName = "TEXT" };
        var schema = new Option<string>("--schema") { Description = "The database's schema, or several: cdm,vocab. Only with --connection.", HelpName = "NAME", DefaultValueFactory = _ => new ImportOptions().Schema };
        var output = new Option<DirectoryInfo>("--out") { Description = "Cohort folder: new, empty, or an older cohort, which is replaced.", HelpName = "COHORT", Required = true };
        var unreadable = new Option<double>("--max-unreadable")
        {
            Description = "Share of a table's lines that may be unreadable: they go to quarantine.csv and are counted. More is a fault.", HelpName = "SHARE", DefaultValueFactory = _ => new ImportOptions().MaxUnreadable,
        };
        var buckets = new Option<int?>("--buckets") { Description = "Shards to deal the patients to, a power of two up to 256. Default: by the size of the files, 1 up to 256 MB.", HelpName = "N" };
        var patients = new Option<int>("--min-medication-patients") { Description = "A medication (ATC level 5) that fewer patients had is left out.", HelpName = "N", DefaultValueFactory = _ => new CohortCriteria().MinMedicationPatients };
        var visits = new Option<int>("--min-visits") { Description = "A patient with fewer usable visits is left out.", HelpName = "N", DefaultValueFactory = _ => new CohortCriteria().MinVisits };
        var command = new Command("import", "Reads a data set, and prints and stores its receipt: rows in, rows dropped and why. Interrupted, it goes on when it is begun again.")
        {
            connector, root, connection, schema, output, unreadable, buckets, patients, visits,
        };
        var maps = new MapOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(root) is null == result.GetValue(connection) is null)
                result.AddError("Give either --root DIR, the folder of the data set, or --connection TEXT, the database that has it.");
            if (result.GetValue(connection) is null && result.GetResult(schema) is { Implicit: false })
                result.AddError("--schema needs --connection: a folder has no schema.");
        });
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(connector)!, parsed.GetValue(root), parsed.GetValue(output)!,
            maps.Of(parsed) with
            {
                MaxUnreadable = parsed.GetValue(unreadable), Buckets = parsed.GetValue(buckets),
                Connection = parsed.GetValue(connection), Schema = parsed.GetValue(schema)!,
            },
            new CohortCriteria { MinMedicationPatients = parsed.GetValue(patients), MinVisits = parsed.GetValue(visits) }, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, string connector, DirectoryInfo? root, DirectoryInfo output, ImportOptions options, CohortCriteria criteria, CancellationToken ct)
    {
        var receipt = await CohortMaker.ImportAsync(connector, root, output, options, criteria, context, ct).ConfigureAwait(false);
        if (CohortMaker.InteractionsOf(connector, root, ct) is { } given)
            await LegacyInteractions.WriteAsync(output, given, ct).ConfigureAwait(false);
        CohortView.Show(context.Page, receipt);
        ReceiptView.Show(context.Page, receipt);
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}");
        if (receipt.Tables.Any(table => table.Unreadable > 0))
            context.Page.Line($"  {Path.Combine(output.FullName, Quarantine.FileName)}  (lines that could not be read)");
        return context.Finish(new { Cohort = output.FullName, Receipt = receipt });
    }
}
