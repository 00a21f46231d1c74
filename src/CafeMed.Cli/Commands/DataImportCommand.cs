using System.CommandLine;
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
        var root = new Option<DirectoryInfo>("--root") { Description = "Folder that the data set was unpacked into; for events also one file. Needed unless --connection is given. Default: none.", HelpName = "DIR" };
        var connection = new Option<string?>("--connection") { Description = "omop: reads a PostgreSQL database, such as \"Host=db;Database=omop;Username=me\"; the password best in PGPASSWORD or ~/.pgpass. Default: none.", HelpName = "TEXT" };
        var schema = new Option<string>("--schema") { Description = "The database's schema, or several: cdm,vocab. Only with --connection.", HelpName = "NAME", DefaultValueFactory = _ => new ImportOptions().Schema };
        var output = new Option<DirectoryInfo>("--out") { Description = "Cohort folder: new, empty, or an older cohort, which is replaced.", HelpName = "COHORT", Required = true };
        var drugMap = new Option<FileInfo?>("--drug-map") { Description = "A CSV drug,atc5 in place of the shipped one. Default: the shipped map.", HelpName = "FILE" };
        var command = new Command("import", "Reads a data set, and prints and stores its receipt: rows in, rows dropped and why.") { connector, root, connection, schema, output, drugMap };
        command.Validators.Add(result =>
        {
            if (result.GetValue(root) is null == result.GetValue(connection) is null)
                result.AddError("Give either --root DIR, the folder of the data set, or --connection TEXT, the database that has it.");
            if (result.GetValue(connection) is null && result.GetResult(schema) is { Implicit: false })
                result.AddError("--schema needs --connection: a folder has no schema.");
        });
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(connector)!, parsed.GetValue(root), parsed.GetValue(output)!,
            new ImportOptions { DrugMapFile = parsed.GetValue(drugMap), Connection = parsed.GetValue(connection), Schema = parsed.GetValue(schema)! }, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string connector, DirectoryInfo? root, DirectoryInfo output, ImportOptions options, CancellationToken ct)
    {
        var (cohort, receipt) = await CohortMaker.ImportAsync(connector, root, options, context, ct).ConfigureAwait(false);
        await CohortFolder.WriteAsync(output, cohort, receipt, ct).ConfigureAwait(false);
        CohortView.Show(context.Page, cohort, receipt);
        ReceiptView.Show(context.Page, receipt);
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}");
        return context.Finish(new { Cohort = output.FullName, Receipt = receipt });
    }
}
