using System.CommandLine;
using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Learning.Evaluation.Bench;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Molecules;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Tuning;

namespace CafeMed.Cli.Commands;

/// <summary>Compares with other recommenders on open data.</summary>
internal static class BenchCommand
{
    private const string Usual = "cafemed,logistic,ridge,retain,gamenet,safedrug,copy-last,popular";

    /// <summary>What was asked for.</summary>
    private sealed record Asked(BenchSuite Suite, int[] Seeds, int? Folds, int Trials, int TrialEpochs, int Jobs, string[] Recommenders, FileInfo? Smiles, DirectoryInfo Output, bool Worker);

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var suite = new Option<string>("--suite") { Description = "What is compared on. open: the eICU and MIMIC-IV demos, as far as they are there, and made-up people.", HelpName = "NAME", DefaultValueFactory = _ => "open" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder that has the demos in the folders of their publisher, such as mimic-iv-demo/2.2. Default: none.", HelpName = "DIR" };
        var eicu = new Option<DirectoryInfo?>("--eicu") { Description = "Folder of the eICU demo. Default: looked for in --data; left out where it is not there.", HelpName = "DIR" };
        var mimic4 = new Option<DirectoryInfo?>("--mimic4") { Description = "Folder of the MIMIC-IV demo. Default: as --eicu.", HelpName = "DIR" };
        var patients = new Option<int>("--patients") { Description = "Made-up people, of --seed; 0 for none.", HelpName = "N", DefaultValueFactory = _ => 2000 };
        var seeds = new Option<string>("--seeds") { Description = "Seeds of the studies, each with a split of its own: 1..3, or 1,2,3.", HelpName = "SEEDS", DefaultValueFactory = _ => "1..3" };
        var folds = new Option<int?>("--folds") { Description = "Test each of so many folds, by --split patient or hospital: everybody is tested once with each seed. Default: one split of each seed.", HelpName = "N" };
        var trials = new Option<int>("--tune-trials") { Description = "Trials of each recommender's tuning, for each cohort and split anew; 0 takes all as they are.", HelpName = "K", DefaultValueFactory = _ => 5 };
        var trialEpochs = new Option<int>("--tune-epochs") { Description = "Most epochs of a trial.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var recommenders = new Option<string>("--recommenders") { Description = "Who is compared, by commas; the first is the one whose lead is measured.", HelpName = "LIST", DefaultValueFactory = _ => Usual };
        var smiles = new Option<FileInfo?>("--smiles") { Description = "Table of ATC codes and SMILES, for the molecules of safedrug. Default: none; its row then says so.", HelpName = "FILE" };
        var jobs = new Option<int>("--jobs") { Description = "Processes that work at once.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the comparison: new or empty, or one to go on with: finished pieces are kept.", HelpName = "DIR", Required = true };
        var worker = new Option<bool>("--worker") { Description = "Only do pieces, as a second process.", Hidden = true };
        var command = new Command("bench", "Tunes, trains and measures CafeMed and the recommenders of the field on open data, and writes one leaderboard.")
        {
            suite, data, eicu, mimic4, patients, seeds, folds, trials, trialEpochs, recommenders, smiles, jobs, output, worker,
        };
        var settings = new StudySettings(command);
        suite.AcceptOnlyFromAmong("open");
        CommonOptions.From(patients, 0, 1_000_000);
        CommonOptions.From(folds, 3, 100);
        CommonOptions.From(trials, 0, 1000);
        CommonOptions.From(trialEpochs, 1, 10_000);
        CommonOptions.From(jobs, 1, 64);
        command.Validators.Add(result =>
        {
            if (result.GetValue(seeds) is { } text && SeedList.Of(text) is null)
                result.AddError("--seeds must be whole numbers from 0 on, as in 1..3 or 1,2,3.");
            if (result.GetValue(folds) is not null && settings.HasFold(result))
                result.AddError("Give --folds for all folds, or --fold for one.");
        });
        command.SetAction((parsed, ct) => RunAsync(
            context,
            new(new(parsed.GetValue(data), parsed.GetValue(eicu), parsed.GetValue(mimic4), parsed.GetValue(patients)), SeedList.Of(parsed.GetValue(seeds)!)!, parsed.GetValue(folds), parsed.GetValue(trials),
                parsed.GetValue(trialEpochs), parsed.GetValue(jobs), Names(parsed.GetValue(recommenders)!), parsed.GetValue(smiles), parsed.GetValue(output)!, parsed.GetValue(worker)),
            settings.Of(parsed, null), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, Asked asked, Settings settings, CancellationToken ct)
    {
        context.Compute();
        var study = settings.Resolve();
        foreach (var name in asked.Recommenders)
            _ = Recommender.Named(name);
        var smiles = asked.Smiles is null ? null : MoleculeTable.Read(asked.Smiles);
        var folder = new BenchFolder(WorkFolder.Open(asked.Output, "bench.json", Begun(asked, study, smiles), "bench"));
        folder.Make();
        if (!asked.Worker)
            Notice.Show(context.Page);
        var cohorts = await asked.Suite.PrepareAsync(folder.Cohorts, context.Seed ?? study.Seed, context, ct).ConfigureAwait(false);
        cohorts = Splittable(cohorts, Splits(asked, study)[0].Study, context, ct);
        var units = Units(cohorts, asked, study, smiles);
        var loop = new BenchLoop(context, folder, asked.Trials, asked.TrialEpochs);
        IReadOnlyList<BenchRun> runs;
        try
        {
            using var workers = BenchWorkers.Start(asked.Worker ? 0 : Math.Min(asked.Jobs, units.Length) - 1, context.Arguments, "--worker");
            (runs, var whole) = await loop.RunAsync(units, ct).ConfigureAwait(false);
            await workers.WaitAsync(context, ct).ConfigureAwait(false);
            if (!whole && !asked.Worker)
                (runs, _) = await loop.RunAsync(units, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Log.Line("Finished pieces and trials are kept; the same command goes on with the others.");
            throw;
        }
        return asked.Worker ? ExitCodes.Fine : await FinishAsync(context, asked, study, folder, cohorts, runs, ct).ConfigureAwait(false);
    }

    private static async Task<int> FinishAsync(
        CliContext context, Asked asked, StudyOptions study, BenchFolder folder, IReadOnlyList<BenchCohort> cohorts, IReadOnlyList<BenchRun> runs, CancellationToken ct)
    {
        context.Log.Stage("Comparing");
        var (tables, warnings) = (new List<(string About, BenchTable Table)>(), new HashSet<string>());
        foreach (var cohort in cohorts)
        {
            var receipt = (await Material.OpenAsync(cohort.Folder, ct).ConfigureAwait(false)).Receipt;
            var table = BenchTable.Of([.. runs.Where(run => run.Cohort == cohort.Name)], asked.Recommenders[0], context.Seed ?? study.Seed, name => Recommender.Named(name).Part);
            tables.Add(($"{Figures.Of(receipt.Patients, "patient")}, {Figures.Of(receipt.Visits, "visit")}", table));
            if (table.Patients < 100)
                warnings.Add($"{cohort.Name} has {Figures.Of(table.Patients, "held-out patient")}: intervals are wide, and a small difference means nothing.");
        }
        if (asked.Suite.Patients > 0)
            warnings.Add("The people of the synthetic cohort are made up, by rules that CafeMed's own makers wrote: no number there speaks of real patients.");
        var held = study.Split.Kind switch { SplitKind.Hospital => " Whole hospitals are held out.", SplitKind.Time => " The latest patients are held out.", _ => "" };
        var tuned = asked.Trials == 0 ? "settings as given, untuned" : $"each tuned by {Figures.Of(asked.Trials, "trial")} of at most {Figures.Of(asked.TrialEpochs, "epoch")} on validation, for each split anew";
        var setup = $"Same patients, inputs and last steps for all (recalibrated per drug, decision chosen on validation); {tuned}; networks trained for at most {Figures.Of(study.Trainer.Epochs, "epoch")}.{held}{(study.Track == VisitTrack.Admission ? " Admission track: what is known on arrival alone." : "")}";
        var result = new { Notice = Notice.Words, Folder = folder.Place.FullName, Setup = setup, Machine = Machine.Describe(), Cohorts = tables.Select(one => new { one.About, one.Table }), Warnings = warnings };
        folder.Write("leaderboard.json", JsonText.Of(result) + "\n");
        folder.Write("leaderboard.md", BenchText.Of(tables, setup, [.. warnings]));
        folder.Write("leaderboard.html", BenchPage.Render(new BenchReport(
            "CafeMed and the field on open data", [.. tables], $"{setup}\n\n{YamlText.Write(Settings.ToJson(study))}", Machine.Describe(), [.. warnings])));
        foreach (var (about, table) in tables)
            BenchText.Show(context.Page, about, table);
        context.Page.Text("Under each value its 95 % interval; lead: Jaccard of the first row minus this one's on the same patients, * where shown (p < 0.05 after Holm's correction).");
        ScoreView.Warn(context.Page, [.. warnings]);
        context.Page.Heading("Written");
        context.Page.Line($"  {folder.Place.FullName}");
        context.Page.Line("  leaderboard.html  the tables with plots; leaderboard.md and leaderboard.json: the same for papers and programs");
        context.Page.Line("  runs/, tuning/    what every recommender reached, patient by patient, and its trials");
        return context.Finish(result);
    }

    // What is asked for decides every piece: a folder holds the pieces of one question. Who and how many seeds may grow.
    private static JsonObject Begun(Asked asked, StudyOptions study, IReadOnlyDictionary<string, string>? smiles) => new()
    {
        ["study"] = Settings.ToJson(study),
        ["tuneTrials"] = asked.Trials,
        ["tuneEpochs"] = asked.TrialEpochs,
        ["patients"] = asked.Suite.Patients,
        ["smiles"] = smiles?.Count ?? 0,
        ["data"] = new JsonObject(asked.Suite.Demos().Select(demo => KeyValuePair.Create(demo.Connector, (JsonNode?)demo.Root?.FullName))),
    };

    // By split first: a comparison that is cut off has whole splits.
    private static BenchUnit[] Units(IReadOnlyList<BenchCohort> cohorts, Asked asked, StudyOptions study, IReadOnlyDictionary<string, string>? smiles) =>
    [
        .. from cohort in cohorts
           from split in Splits(asked, study)
           from name in asked.Recommenders
           select new BenchUnit(cohort, name, split.Name, For(name, split.Study, smiles)),
    ];

    private static (string Name, StudyOptions Study)[] Splits(Asked asked, StudyOptions study) =>
    [
        .. from seed in asked.Seeds
           from fold in asked.Folds is { } folds ? Enumerable.Range(1, folds).Select(one => (int?)one) : [null]
           select (fold is null ? $"seed {seed}" : $"seed {seed}, fold {fold}", study with
           {
               Seed = seed,
               Split = fold is null ? study.Split : study.Split with { Folds = asked.Folds!.Value, Fold = fold },
           }),
    ];

    // A source may name no hospitals: it cannot be split by them, and is left out.
    private static BenchCohort[] Splittable(IReadOnlyList<BenchCohort> cohorts, StudyOptions study, CliContext context, CancellationToken ct)
    {
        var kept = new List<BenchCohort>();
        foreach (var cohort in cohorts)
            try
            {
                _ = StudyPatients.Of(new StoredPatients(CohortFolder.Open(cohort.Folder)), study.Design(), study.Level, study.Streaming, ct);
                kept.Add(cohort);
            }
            catch (CafeMedException exception) when (exception.Fault.Code is "CM2042" or "CM2043")
            {
                context.Log.Line($"  {cohort.Name} is left out: {exception.Fault.Message}");
            }
        return kept.Count > 0 ? [.. kept] : throw FieldFaults.NoCohort();
    }

    private static StudyOptions For(string name, StudyOptions study, IReadOnlyDictionary<string, string>? smiles)
    {
        if (smiles is null || name != "safedrug")
            return study;
        var options = name == study.Network ? (JsonObject)study.Options.DeepClone() : [];
        options["smiles"] = new JsonObject(smiles.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return study with { Network = name, Options = options };
    }

    private static string[] Names(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
