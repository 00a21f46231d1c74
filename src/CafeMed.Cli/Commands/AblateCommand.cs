using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Measures what each part of the network is worth.</summary>
internal static class AblateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var cohort = new Option<DirectoryInfo?>("--cohort") { Description = "Cohort folder, from `cafemed data`. Default: none; give it or --synth.", HelpName = "COHORT" };
        var synth = new Option<int?>("--synth") { Description = "Compare on so many made-up people, of --seed. Default: none; give it or --cohort.", HelpName = "N" };
        var seeds = new Option<string>("--seeds") { Description = "Seeds of the studies, each with a split of its own: 1..5, or 1,2,3.", HelpName = "SEEDS", DefaultValueFactory = _ => "1..5" };
        var variants = new Option<string?>("--variants") { Description = "What to compare with the full model, by commas: gate=static,charm=off,effects=marginal. Changes are joined by +. Default: every part left out or made simpler, and every other estimator.", HelpName = "LIST" };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the comparison: new or empty, or one to go on with: finished runs are kept.", HelpName = "DIR", Required = true };
        var command = new Command("ablate", "Trains variants of the network over seeds, and says what each part is worth, with paired intervals.") { cohort, synth, seeds, variants, output };
        var settings = new StudySettings(command);
        CommonOptions.From(synth, 1, 1_000_000);
        command.Validators.Add(result =>
        {
            if (result.GetValue(cohort) is null == (result.GetResult(synth) is null or { Implicit: true }))
                result.AddError("Give either --cohort COHORT or --synth N.");
            if (result.GetValue(seeds) is { } text && SeedList.Of(text) is null)
                result.AddError("--seeds must be whole numbers from 0 on, as in 1..5 or 1,2,3.");
        });
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(cohort), parsed.GetValue(synth), SeedList.Of(parsed.GetValue(seeds)!)!, parsed.GetValue(variants), parsed.GetValue(output)!,
            settings.Of(parsed, null), ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, DirectoryInfo? cohort, int? synth, int[] seeds, string? variants, DirectoryInfo output, Settings settings, CancellationToken ct)
    {
        context.Compute();
        var study = settings.Resolve();
        var compared = Variants(variants, study);
        var material = await Read(context, cohort, synth, output, ct).ConfigureAwait(false);
        var folder = AblationFolder.Open(output, study, material.Receipt.Digest);
        Notice.Show(context.Page);
        IReadOnlyList<AblationRun> runs;
        try
        {
            runs = new AblationLoop(context, folder, material, study).Run(compared, seeds, ct);
        }
        catch (OperationCanceledException)
        {
            context.Log.Line("Finished runs are kept; the same command goes on with the others.");
            throw;
        }
        context.Log.Stage("Comparing");
        var table = AblationTable.Of([.. compared.Select(variant => (variant.Name, variant.Summary))], runs, context.Seed ?? study.Seed);
        var gates = runs.FirstOrDefault(run => run.Variant == AblationVariant.Full.Name)?.Gates;
        var warnings = material.Warnings(table.Patients);
        var about = $"{material.Cohort.Name}, {Figures.Of(material.Cohort.Patients.Length, "patient")}, {Figures.Of(material.Cohort.VisitCount, "visit")}";
        var result = new { Notice = Notice.Words, Folder = folder.Place.FullName, Cohort = about, table.Full, table.Seeds, table.Patients, table.Rows, table.Findings, Gates = gates, Warnings = warnings };
        folder.Write("ablation.json", JsonText.Of(result) + "\n");
        folder.Write("ablation.md", AblationText.Of(table, about, warnings));
        folder.Write("ablation.html", AblationPage.Render(new AblationReport(
            $"What each part of {study.Network} is worth", about, YamlText.Write(Settings.ToJson(study)), table, gates, Machine.Describe(), [.. warnings])));
        AblationView.Show(context.Page, table);
        GateView.Show(context.Page, gates);
        ScoreView.Warn(context.Page, warnings);
        context.Page.Heading("Written");
        context.Page.Line($"  {folder.Place.FullName}");
        context.Page.Line("  ablation.html  the table with plots; ablation.md and ablation.json: the same for papers and programs");
        context.Page.Line("  runs/          what every run reached, patient by patient");
        return context.Finish(result);
    }

    private static AblationVariant[] Variants(string? text, StudyOptions study)
    {
        AblationVariant[] asked = text is null
            ? [.. AblationVariant.Standard(study)]
            : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => new AblationVariant(name))];
        AblationVariant[] all = [.. asked.Prepend(AblationVariant.Full).Distinct()];
        // Whatever is wrong with one is told before the first is trained.
        foreach (var variant in all)
            _ = variant.Apply(study);
        return all;
    }

    private static async Task<Material> Read(CliContext context, DirectoryInfo? cohort, int? synth, DirectoryInfo output, CancellationToken ct)
    {
        if (cohort is not null)
        {
            context.Log.Stage($"Reading the cohort {cohort.FullName}");
            return await Material.ReadAsync(cohort, ct).ConfigureAwait(false);
        }
        var (people, receipt, truth) = CohortMaker.Synthesize(new SyntheticOptions { Patients = synth!.Value, Seed = context.Seed ?? new StudyOptions().Seed }, context, ct);
        return new Material(people, receipt, output, truth);
    }
}
