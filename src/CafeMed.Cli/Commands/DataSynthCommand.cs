using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Makes people up, and writes what is true of them.</summary>
internal static class DataSynthCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var patients = new Option<int>("--patients") { Description = "People.", HelpName = "N", DefaultValueFactory = _ => 2000 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Cohort folder: new, empty, or an older cohort, which is replaced.", HelpName = "COHORT", Required = true };
        var command = new Command("synth", "Writes a synthetic cohort, with its ground truth beside it.") { patients, output };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(patients), parsed.GetValue(output)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, int patients, DirectoryInfo output, CancellationToken ct)
    {
        var (cohort, receipt, truth) = CohortMaker.Synthesize(patients, context.Seed ?? new StudyOptions().Seed, context, ct);
        await CohortFolder.WriteAsync(output, cohort, receipt, ct).ConfigureAwait(false);
        await truth.WriteAsync(output, ct).ConfigureAwait(false);
        CohortView.Show(context.Page, receipt);
        context.Page.Heading("Ground truth");
        context.Page.Line($"  {Figures.Of(truth.Effects.Length, "planted effect")}, {Figures.Of(truth.Contraindications.Length, "contraindication")}, {Figures.Of(truth.Medications.Length, "drug group")}");
        context.Page.Line($"  best reachable Jaccard {truth.Oracle.Jaccard:0.000}; {truth.Oracle.JaccardWithoutModifiers:0.000} if every effect were the same for all");
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}  (truth.json and truth-visits.csv.gz: the truth)");
        return context.Finish(new { Cohort = output.FullName, Receipt = receipt, truth.Oracle, Effects = truth.Effects.Length, Contraindications = truth.Contraindications.Length });
    }
}
