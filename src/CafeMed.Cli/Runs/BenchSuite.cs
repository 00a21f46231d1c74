using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Data.Synthetic;

namespace CafeMed.Cli.Runs;

/// <summary>The open suite: the eICU and MIMIC-IV demos, as far as they are there, and made-up people. Each becomes a cohort folder of the comparison, once.</summary>
/// <param name="Data">Where data sets lie in the folders of their publisher, or <see langword="null"/>.</param>
/// <param name="Eicu">The eICU demo, or <see langword="null"/>.</param>
/// <param name="Mimic4">The MIMIC-IV demo, or <see langword="null"/>.</param>
/// <param name="Patients">Made-up people; 0 for none.</param>
internal sealed record BenchSuite(DirectoryInfo? Data, DirectoryInfo? Eicu, DirectoryInfo? Mimic4, int Patients)
{
    private static readonly (string Name, string Connector, string[] Folders)[] s_demos =
    [
        ("eICU demo", "eicu", ["eicu-crd-demo/2.0.1", "eicu-crd-demo", "eicu-collaborative-research-database-demo-2.0.1", "eicu-demo-2.0.1", "eicu-demo-2.0", "eicu-demo"]),
        ("MIMIC-IV demo", "mimic4", ["mimic-iv-demo/2.2", "mimic-iv-clinical-database-demo-2.2", "mimic-iv-demo-2.2", "mimic-iv-demo"]),
    ];

    /// <summary>Where each data set lies, or <see langword="null"/> where it is not given: part of what a comparison was begun with.</summary>
    public IReadOnlyList<(string Name, string Connector, DirectoryInfo? Root)> Demos() =>
        [.. s_demos.Select(demo => (demo.Name, demo.Connector, (demo.Connector == "eicu" ? Eicu : Mimic4) ?? Find(demo.Folders)))];

    /// <summary>The cohorts, read and made where they are not there yet.</summary>
    /// <exception cref="CafeMedException"><c>CM7084</c>: there is none; others where a data set cannot be used.</exception>
    public async Task<IReadOnlyList<BenchCohort>> PrepareAsync(DirectoryInfo place, int seed, CliContext context, CancellationToken ct)
    {
        var cohorts = new List<BenchCohort>();
        foreach (var (name, connector, root) in Demos())
        {
            if (root is null)
            {
                context.Log.Line($"  {name}: no folder of it was given; it is left out");
                continue;
            }
            var cohort = new BenchCohort(name, new DirectoryInfo(Path.Combine(place.FullName, connector)));
            if (!IsWhole(cohort.Folder))
                await CohortMaker.ImportAsync(connector, root, cohort.Folder, new ImportOptions(), new CohortCriteria(), context, ct).ConfigureAwait(false);
            cohorts.Add(cohort);
        }
        if (Patients > 0)
        {
            var cohort = new BenchCohort($"synthetic {Figures.Count(Patients)}", new DirectoryInfo(Path.Combine(place.FullName, "synthetic")));
            if (!IsWhole(cohort.Folder))
                await CohortMaker.SynthesizeAsync(new SyntheticOptions { Patients = Patients, Seed = seed }, new SyntheticOutput(), cohort.Folder, context, ct).ConfigureAwait(false);
            cohorts.Add(cohort);
        }
        return cohorts.Count > 0 ? cohorts : throw FieldFaults.NoCohort();
    }

    // The receipt is written last.
    private static bool IsWhole(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "receipt.json"));

    private DirectoryInfo? Find(string[] folders) => Data is null
        ? null
        : folders.Select(folder => new DirectoryInfo(Path.Combine(Data.FullName, folder))).FirstOrDefault(folder => folder.Exists);
}
