using System.CommandLine;
using CafeMed.Cli.Show;
using CafeMed.Data;

namespace CafeMed.Cli.Commands;

/// <summary>Says what the maps did not know, and what that costs.</summary>
internal static class DataCoverageCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var cohort = new Argument<DirectoryInfo>("cohort") { Description = "Cohort folder that `cafemed data import` wrote." };
        var top = new Option<int>("--top") { Description = "How many of each table's are listed; a receipt holds at most 500.", HelpName = "N", DefaultValueFactory = _ => 20 };
        CommonOptions.From(top, 1, 500);
        var command = new Command("coverage", "Lists what was not mapped, most frequent first, and what share of the rows it costs.") { cohort, top };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(cohort)!, parsed.GetValue(top), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DirectoryInfo folder, int top, CancellationToken ct)
    {
        var (_, receipt) = await CohortFolder.ReadAsync(folder, ct).ConfigureAwait(false);
        if (receipt.Coverage.IsEmpty)
            throw MappingFaults.NoCoverage(folder.FullName, receipt.Connector);
        CoverageView.Show(context.Page, receipt, top);
        return context.Finish(new
        {
            Cohort = folder.FullName,
            receipt.Maps,
            Tables = receipt.Coverage.Select(table => new
            {
                table.Table,
                table.What,
                Rows = table.Mapped + table.Unmapped,
                table.Mapped,
                table.Unmapped,
                table.Share,
                Listed = table.Top.Take(top).Sum(drug => drug.Rows),
                Unknown = table.Top.Take(top).Select(drug => new { drug.Drug, drug.Rows, Share = CoverageView.Cost(table, drug) }),
            }),
        });
    }
}
