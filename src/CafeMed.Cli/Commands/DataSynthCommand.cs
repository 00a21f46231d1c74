using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Makes people up, and writes what is true of them.</summary>
internal static class DataSynthCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var patients = new Option<int>("--patients") { Description = "People, 1 to 1,000,000.", HelpName = "N", DefaultValueFactory = _ => 2000 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Cohort folder: new, empty, or an older cohort, which is replaced.", HelpName = "COHORT", Required = true };
        var visitTruth = new Option<bool?>("--visit-truth") { Description = "Write the truth of every visit, some 3 kB each: true or false. Default: true up to 20,000 people.", HelpName = "BOOL" };
        var command = new Command("synth", "Writes a synthetic cohort, with its ground truth beside it.") { patients, output, visitTruth };
        var settings = new SyntheticSettings(command);
        command.SetAction((parsed, ct) => RunAsync(
            context, settings.Of(parsed, null, parsed.GetValue(patients), context.Seed ?? new StudyOptions().Seed), new() { VisitTruth = parsed.GetValue(visitTruth) }, parsed.GetValue(output)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, SyntheticOptions options, SyntheticOutput how, DirectoryInfo output, CancellationToken ct)
    {
        var (receipt, truth) = await CohortMaker.SynthesizeAsync(options, how, output, context, ct).ConfigureAwait(false);
        SyntheticView.Show(context.Page, receipt, truth);
        var withVisits = how.WritesVisitTruth(options.Patients);
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}  (truth.json{(withVisits ? ", truth-visits.csv.gz, truth-propensities.csv.gz, truth-noise.csv.gz" : "")}: the truth)");
        if (!withVisits)
            context.Page.Text("The truth of every visit was not written; --visit-truth true does that.");
        return context.Finish(new
        {
            Cohort = output.FullName,
            Receipt = receipt,
            truth.Options,
            truth.Oracle,
            Effects = truth.Effects.Length,
            Contraindications = truth.Contraindications.Length,
            VisitTruth = withVisits,
        });
    }
}
