using System.CommandLine;
using CafeMed.Cli.Runs;

namespace CafeMed.Cli.Commands;

/// <summary>Says whether this machine is fit.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var runs = new Option<DirectoryInfo>("--runs") { Description = "The folder that runs will be written below.", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("runs") };
        var command = new Command("doctor", "Checks whether this machine is fit: libraries, memory, cores, GPU, folders; says what to do.") { runs };
        command.SetAction(parsed => Run(context, parsed.GetValue(runs)!));
        return command;
    }

    private static int Run(CliContext context, DirectoryInfo runs)
    {
        var checks = Checkup.Of(runs).ToArray();
        context.Page.Heading("Is this machine fit?");
        context.Page.Table(
            ["<", "<", "<"],
            checks.Select(check => new[] { check.State, check.What, check.Advice is null ? check.Found : $"{check.Found}\n-> {check.Advice}" }));
        var bad = checks.Count(check => check.State == Checkup.Bad);
        context.Page.Line();
        context.Page.Line(bad == 0 ? "  It is." : $"  It is not: {Show.Figures.Of(bad, "line")} above must be put right.");
        return context.Finish(new { Fit = bad == 0, Checks = checks }, bad == 0 ? ExitCodes.Fine : ExitCodes.BadInput);
    }
}
