using System.CommandLine;
using CafeMed.Cli.Show;
using CafeMed.Data;

namespace CafeMed.Cli.Commands;

/// <summary>Explains why two cohorts differ.</summary>
internal static class DataCompareCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var a = new Argument<DirectoryInfo>("a") { Description = "A cohort folder." };
        var b = new Argument<DirectoryInfo>("b") { Description = "Another cohort folder." };
        var command = new Command("compare", "Explains step by step why two cohorts differ: inputs, maps, program, criteria, rows, funnel, people.") { a, b };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(a)!, parsed.GetValue(b)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DirectoryInfo a, DirectoryInfo b, CancellationToken ct)
    {
        var (one, other) = (CohortFolder.Open(a), CohortFolder.Open(b));
        context.Log.Stage($"Comparing {Figures.Of(one.Receipt.Patients, "patient")} with {Figures.Of(other.Receipt.Patients, "patient")}");
        var comparison = await CohortComparison.OfAsync(one, other, ct).ConfigureAwait(false);
        ComparisonView.Show(context.Page, one.Receipt, other.Receipt, comparison);
        return context.Finish(new { A = a.FullName, B = b.FullName, comparison.SamePeople, comparison.Differences, comparison.People });
    }
}
