using System.CommandLine;
using System.Globalization;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation.Controls;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Commands;

/// <summary>Measures what fewer interactions cost, by control in training and in the decision.</summary>
internal static class TradeOffCommand
{
    private const string DefaultTargets = "0.02,0.01,0.005,0.0025";

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var cohort = new Option<DirectoryInfo>("--cohort") { Description = "Cohort folder, from `cafemed data`.", HelpName = "COHORT", Required = true };
        var targets = new Option<string>("--targets") { Description = "Interaction rates that training steers to, by commas.", HelpName = "RATES", DefaultValueFactory = _ => DefaultTargets };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the table and the plot: new or empty.", HelpName = "DIR", Required = true };
        var command = new Command("tradeoff", "Compares control of interactions in training with control in the decision: accuracy against interaction rate, in one plot.") { cohort, targets, output };
        var settings = new StudySettings(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(targets) is { } text && Rates(text) is null)
                result.AddError($"--targets must be rates between 0 and 1, as in {DefaultTargets}.");
        });
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(cohort)!, Rates(parsed.GetValue(targets)!)!, parsed.GetValue(output)!, settings.Of(parsed, context.Seed), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DirectoryInfo cohort, double[] targets, DirectoryInfo output, Settings settings, CancellationToken ct)
    {
        context.Compute();
        var options = settings.Resolve();
        var folder = RunFolder.Choose(output, "tradeoff", context.Time);
        var material = await Material.ReadAsync(cohort, ct).ConfigureAwait(false);
        Notice.Show(context.Page);
        var study = new ControlStudy(context, material, options);
        var points = study.Run(targets, ct);
        var about = $"{material.Cohort.Name}, {Figures.Of(material.Cohort.Patients.Length, "patient")}, {Figures.Of(material.Cohort.VisitCount, "visit")}";
        var warnings = material.Warnings(material.Cohort.Patients.Length / 6);
        context.Page.Heading($"What fewer interactions cost: {about}");
        context.Page.Text($"The prescribers' own rate of interacting pairs on these held-out patients: {Figures.Inline(study.Prescribed, "0.0000")}.");
        context.Page.Table(["<control", "<setting", "Jaccard", "interactions", "drugs/visit"], points.Select(Row));
        ScoreView.Warn(context.Page, warnings);
        folder.Make();
        folder.Write("tradeoff.html", ControlPage.Render(about, points, study.Prescribed.Estimate, warnings, YamlText.Write(Settings.ToJson(options))));
        var result = new { Notice = Notice.Words, Cohort = about, study.Prescribed, Points = points, Warnings = warnings };
        folder.Write("tradeoff.json", JsonText.Of(result) + "\n");
        context.Page.Heading("Written");
        context.Page.Line($"  {folder.Folder.FullName}  (tradeoff.html: the plot; tradeoff.json)");
        return context.Finish(result);
    }

    private static IReadOnlyList<string> Row(ControlPoint point) =>
        [point.Control, point.Setting, Figures.Stacked(point.Jaccard, "0.000"), Figures.Stacked(point.InteractionRate, "0.0000"), $"{point.Drugs:0.0}"];

    private static double[]? Rates(string text)
    {
        var rates = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 1 ? rate : double.NaN).ToArray();
        return rates.Any(double.IsNaN) ? null : [.. rates.OrderDescending()];
    }
}
