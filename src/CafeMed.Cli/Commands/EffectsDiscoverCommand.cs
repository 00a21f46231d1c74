using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Learning.Causal.Discovery;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Learns roles of diagnoses and procedures, and writes them to a file.</summary>
internal static class EffectsDiscoverCommand
{
    private const int Shown = 15;

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var defaults = new DiscoveryOptions();
        var cohort = new Option<DirectoryInfo>("--cohort") { Description = "Cohort folder, from `cafemed data`.", HelpName = "COHORT", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "The file to write; an older one is replaced.", HelpName = "FILE", Required = true };
        var effects = new Option<FileInfo?>("--effects") { Description = "File of effects of the same patients that the roles are written into as well. Default: none.", HelpName = "FILE" };
        var resamples = new Option<int>("--resamples") { Description = "How often patients are drawn anew.", HelpName = "N", DefaultValueFactory = _ => defaults.Resamples };
        var nodes = new Option<int>("--nodes") { Description = "Groups of codes at most; the commonest are taken.", HelpName = "N", DefaultValueFactory = _ => defaults.MaxNodes };
        var parents = new Option<int>("--parents") { Description = "Parents of a group at most.", HelpName = "N", DefaultValueFactory = _ => defaults.MaxParents };
        var everyone = new Option<bool>("--everyone") { Description = "Learn from all patients. No evaluation will then accept the roles. Default: from the training part, as `cafemed train` splits with the same --seed." };
        CommonOptions.From(resamples, 1, 1000);
        CommonOptions.From(nodes, 3, 1000);
        CommonOptions.From(parents, 1, 8);
        var command = new Command("discover", "Learns once, from training patients, which groups of diagnoses and procedures are causes, middles, effects or orphans.")
        {
            cohort, output, effects, resamples, nodes, parents, everyone,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var options = new DiscoveryOptions
            {
                Resamples = parsed.GetValue(resamples), MaxNodes = parsed.GetValue(nodes), MaxParents = parsed.GetValue(parents), Seed = context.Seed ?? defaults.Seed,
            };
            context.Log.Stage("Reading the cohort");
            var material = await Material.ReadAsync(parsed.GetValue(cohort)!, ct).ConfigureAwait(false);
            var training = parsed.GetValue(everyone) ? material.Cohort : CohortSplit.ByPatient(material.Cohort, context.Seed ?? new StudyOptions().Seed).Training;
            var groups = new CodeGroups(material.Names);
            var graph = CodeGraphDiscovery.Run(training, groups.Of, options, new Told(context.Log), ct);
            CodeGraphFile.Write(parsed.GetValue(output)!, graph);
            if (parsed.GetValue(effects) is { } beside)
                CodeGraphFile.AddTo(beside, graph);
            return RoleView.Show(context, graph, groups, Shown, null, parsed.GetValue(output)!.FullName);
        });
        return command;
    }

    // Not Progress<T>, which would tell in another thread, and late.
    private sealed class Told(RunLog log) : IProgress<DiscoveryStep>
    {
        public void Report(DiscoveryStep value) => log.Stage(value.Done == 0
            ? $"{Figures.Of(value.Nodes, "group of codes", "groups of codes")}, {Figures.Of(value.Resamples, "resample")} of the patients"
            : $"Resample {value.Done} of {value.Resamples}: {Figures.Of(value.Edges, "edge")}");
    }
}
