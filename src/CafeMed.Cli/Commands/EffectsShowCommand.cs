using System.CommandLine;
using System.CommandLine.Parsing;
using CafeMed.Cli.Show;
using CafeMed.Data.Names;
using CafeMed.Learning.Evaluation.Report.Drawings;
using CafeMed.Learning.Storage;

namespace CafeMed.Cli.Commands;

/// <summary>Shows the drugs of a code, or the codes of a drug.</summary>
internal static class EffectsShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var file = new Option<FileInfo>("--effects") { Description = "File of effects, from `cafemed effects fit`; for --roles a file of roles as well.", HelpName = "FILE", Required = true };
        var code = new Option<string?>("--code") { Description = "Diagnosis or procedure, or its beginning: its drugs are shown. Default: see --drug.", HelpName = "E11" };
        var drug = new Option<string?>("--drug") { Description = "Drug, or the beginning of its ATC code: its codes are shown. Default: see --code.", HelpName = "A10A" };
        var balance = new Option<string?>("--balance") { Description = "Diagnosis or procedure: how alike visits with and without it are, before and after weighting (overlap-ipw). Default: not shown.", HelpName = "I10" };
        var roles = new Option<bool>("--roles") { Description = "Show which diagnoses and procedures are causes, middles, effects or orphans, from `cafemed effects discover`. Default: no." };
        var top = new Option<int>("--top") { Description = "So many effects, covariates or edges, the strongest first.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var plot = new Option<FileInfo?>("--plot") { Description = "Write a picture, a forest plot or, for --roles, a graph: a name that ends in .svg or .png. Default: none.", HelpName = "FILE" };
        CommonOptions.From(top, 1, 200);
        var command = new Command("show", "Prints and plots effects with intervals and verdicts, the balance behind them, or roles.") { file, code, drug, balance, roles, top, plot };
        command.Validators.Add(result =>
        {
            // Code and drug together narrow the list; nothing at all is a question about nothing.
            if (Text(result, code) is null && Text(result, drug) is null && Text(result, balance) is null && !(result.GetResult(roles) is not null && result.GetValue(roles)))
                result.AddError("Say --code or --drug, --balance, or --roles.");
        });
        command.SetAction(parsed => parsed.GetValue(roles) ? RoleView.Run(context, parsed.GetValue(file)!, parsed.GetValue(top), parsed.GetValue(plot))
            : parsed.GetValue(balance) is { } asked ? BalanceView.Run(context, parsed.GetValue(file)!, asked, parsed.GetValue(top))
            : Run(context, parsed.GetValue(file)!, parsed.GetValue(code), parsed.GetValue(drug), parsed.GetValue(top), parsed.GetValue(plot)));
        return command;
    }

    private static string? Text(CommandResult result, Option<string?> option) => result.GetResult(option) is null ? null : result.GetValue(option);

    private static int Run(CliContext context, FileInfo file, string? code, string? drug, int top, FileInfo? plot)
    {
        var effects = EffectsFile.Read(file);
        var names = new CodeNames(Data.Synthetic.SyntheticCohort.Names);
        var chosen = EffectList.Of(effects, names, code, drug, top);
        var (title, about) = EffectList.Titles(effects, code, drug, chosen.Count);
        if (plot is not null)
            Write(plot, ForestPlot.Of(title, about, [.. chosen.Select(effect => effect.Row(code is null))]));
        Notice.Show(context.Page);
        context.Page.Heading(title);
        context.Page.Text(about);
        context.Page.Table(["visits", "risk difference", "q", "E-value", "<effect, and what to think of it"], chosen.Select(effect => effect.Cells()));
        if (plot is not null)
            context.Page.Line($"  forest plot: {plot.FullName}");
        return context.Finish(new { Notice = Notice.Words, effects.Estimator, effects.Track, Effects = chosen, Plot = plot?.FullName });
    }

    /// <summary>Writes a picture.</summary>
    /// <exception cref="CafeMedException"><c>CM7041</c>: its name ends in something else than .svg and .png; <c>CM7042</c>: it cannot be written.</exception>
    internal static void Write(FileInfo file, Drawing drawing)
    {
        try
        {
            switch (file.Extension.ToLowerInvariant())
            {
                case ".svg":
                    File.WriteAllText(file.FullName, drawing.ToSvg());
                    break;
                case ".png":
                    File.WriteAllBytes(file.FullName, drawing.ToPng());
                    break;
                default:
                    throw EffectFaults.NoPlotForm(file.FullName);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EffectFaults.CannotWritePlot(file.FullName, exception);
        }
    }
}
