using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Data.Synthetic;

namespace CafeMed.Cli.Commands;

/// <summary>The whole line in one command.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var connector = new Option<string>("--connector") { Description = "Whose records: synthetic, or one of `cafemed ls connectors`.", HelpName = "NAME", DefaultValueFactory = _ => SyntheticCohort.Name };
        var root = new Option<DirectoryInfo?>("--root") { Description = "Folder of the data set; needed by every connector but synthetic, which has none. Default: none.", HelpName = "DIR" };
        var patients = new Option<int>("--patients") { Description = "People of the synthetic cohort; refused with another connector.", HelpName = "N", DefaultValueFactory = _ => 2000 };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Run folder, new or empty. Default: runs/<utc>-demo-<connector>.", HelpName = "DIR" };
        var command = new Command("demo", "Shows everything at once: a cohort, its split, effects, training, the table of results, one patient's advice, a report.") { connector, root, patients, output };
        var maps = new MapOptions(command);
        var (settings, interactions) = (new StudySettings(command), new InteractionOptions(command));
        var people = new SyntheticSettings(command);
        command.Validators.Add(result =>
        {
            var asked = result.GetValue(connector) ?? SyntheticCohort.Name;
            if (asked == SyntheticCohort.Name)
            {
                if (result.GetValue(root) is not null)
                    result.AddError("--root needs --connector NAME: whose records the folder has; the synthetic people come from no folder.");
                foreach (var option in maps.Given(result))
                    result.AddError($"{option} needs --connector NAME: the codes of the synthetic people are not mapped.");
            }
            else if (CohortMaker.Connectors.Names.Contains(asked))
            {
                if (result.GetValue(root) is null)
                    result.AddError($"--connector {asked} needs --root DIR: the folder of the data set.");
                if (result.GetResult(patients) is { Implicit: false })
                    result.AddError($"--patients is for the synthetic cohort alone; --connector {asked} reads everybody.");
                foreach (var option in people.Options.Where(option => result.GetResult(option) is { Implicit: false }))
                    result.AddError($"{option.Name} is for the synthetic cohort alone; --connector {asked} makes nobody up.");
            }
        });
        command.SetAction((parsed, ct) =>
        {
            var all = settings.Of(parsed, context.Seed);
            var section = all.Take(SyntheticSettings.Key);
            var asked = parsed.GetValue(connector)!;
            if (section is not null && asked != SyntheticCohort.Name)
                throw SyntheticCliFaults.NotSynthetic(asked);
            return RunAsync(
                context, asked, parsed.GetValue(root), seed => people.Of(parsed, section, parsed.GetValue(patients), seed), maps.Of(parsed), parsed.GetValue(output), all, interactions.Of(parsed), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, string connector, DirectoryInfo? root, Func<int, SyntheticOptions> people, ImportOptions maps, DirectoryInfo? output, Settings settings,
        InteractionChoice? interactions, CancellationToken ct)
    {
        string[] known = [SyntheticCohort.Name, .. CohortMaker.Connectors.Names];
        if (!known.Contains(connector))
            throw Faults.NoConnector(connector, Nearest.To(connector, known), known);
        var options = settings.Resolve();
        var folder = RunFolder.Choose(output, $"demo-{connector}", context.Time);
        Notice.Show(context.Page);
        var material = await Make(context, connector, root, people, maps, options.Seed, folder, ct).ConfigureAwait(false);
        CohortView.Show(context.Page, material.Receipt);
        ReceiptView.Show(context.Page, material.Receipt);
        return context.Finish(await new StudyRun(context, folder, material, interactions).RunAsync(options, null, ct).ConfigureAwait(false));
    }

    private static async Task<Material> Make(
        CliContext context, string connector, DirectoryInfo? root, Func<int, SyntheticOptions> people, ImportOptions maps, int seed, RunFolder folder, CancellationToken ct)
    {
        SyntheticTruth? truth = null;
        Cohort cohort;
        CohortReceipt receipt;
        if (connector == SyntheticCohort.Name)
            (cohort, receipt, truth) = CohortMaker.Synthesize(people(seed), context, ct);
        else
            (cohort, receipt) = await CohortMaker.ImportAsync(connector, root!, maps, context, ct).ConfigureAwait(false);
        return new Material(cohort, receipt, folder.OwnCohort, truth) { Given = CohortMaker.InteractionsOf(connector, root, ct) };
    }
}
