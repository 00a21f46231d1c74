using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation.Audit;
using CafeMed.Learning.Streaming;

namespace CafeMed.Cli.Commands;

/// <summary>Looks whether a run's test part leaked into anything.</summary>
internal static class AuditCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Argument<DirectoryInfo?>("RUN") { Description = "Run folder, from `cafemed train` or `cafemed demo`.", Arity = ArgumentArity.ZeroOrOne };
        var cohort = new Option<DirectoryInfo?>("--cohort") { Description = "Where the run's cohort is now. Default: where it was in training.", HelpName = "COHORT" };
        var command = new Command("audit", "Looks whether test patients, targets or later visits leaked into a run, and ends with 4 where one did. `audit verify` and `audit shred` look after a server's log.")
        {
            run, cohort, AuditVerifyCommand.Create(context), AuditShredCommand.Create(context),
        };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(run) ?? throw EvalFaults.AuditNeedsRun(), parsed.GetValue(cohort), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DirectoryInfo place, DirectoryInfo? cohort, CancellationToken ct)
    {
        context.Compute();
        var (folder, run) = RunFolder.Open(place);
        context.Log.Stage("Reading the model; opening the run's cohort");
        var (model, baselines) = folder.ReadModel();
        var material = await Material.OpenAsync(cohort ?? folder.CohortOf(run), ct).ConfigureAwait(false);
        material.Require(run.CohortDigest);
        var people = StudyPatients.Of(material.Source, model.Options.Design(), model.Options.Level, new() { FittedVisits = 1, HeldOutPatients = 1 }, ct);
        context.Log.Stage("Looking for leaks");
        var parts = new AuditedParts(people.Training(ct), people.Validation(ct), people.Test(ct).SelectMany(part => part.Patients));
        var report = new LeakAudit(model, [model.AsContestant(), .. baselines]).Run(parts, folder.ReadScores(), ct);
        Notice.Show(context.Page);
        AuditView.Show(context.Page, report);
        return context.Finish(
            new { Notice = Notice.Words, Run = folder.Folder.FullName, report.Clean, report.Checks }, report.Clean ? ExitCodes.Fine : ExitCodes.GateFailed);
    }
}
