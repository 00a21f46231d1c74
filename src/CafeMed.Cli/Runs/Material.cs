using CafeMed.Data;
using CafeMed.Data.Legacy;
using CafeMed.Data.Names;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Runs;

/// <summary>What a run is made of.</summary>
/// <param name="Source">The people, medications as fine as the source gives them.</param>
/// <param name="Receipt">Where they come from.</param>
/// <param name="Folder">Where the cohort lies.</param>
/// <param name="Truth">What is true of them, where they are made up and the truth was kept.</param>
internal sealed record Material(IPatientSource Source, CohortReceipt Receipt, DirectoryInfo Folder, SyntheticTruth? Truth)
{
    /// <summary>Holds people who are in memory.</summary>
    public Material(Cohort cohort, CohortReceipt receipt, DirectoryInfo folder, SyntheticTruth? truth)
        : this(new HeldPatients(cohort), receipt, folder, truth)
    {
    }

    /// <summary>The people, where they are in memory: made here, or read by <see cref="ReadAsync"/>.</summary>
    public Cohort Cohort => ((HeldPatients)Source).Cohort;

    /// <summary>What codes are called.</summary>
    public CodeNames Names { get; } = CohortMaker.NamesOf(Receipt.Connector == SyntheticCohort.Name);

    /// <summary>The facts about interactions of a study: those that came with the records where it follows their protocol, else the product's own.</summary>
    public InteractionTable InteractionsOf(StudyOptions options, InteractionKnowledge otherwise) =>
        (options.Protocol == SplitProtocol.Legacy ? Given ?? LegacyInteractions.OfCohort(Folder) : null) ?? otherwise.Table();

    /// <summary>Interactions that came with the records; <see langword="null"/> where there were none, or where the cohort's folder keeps them.</summary>
    public InteractionTable? Given { get; init; }

    /// <summary>Opens a cohort in its folder, to be read shard by shard.</summary>
    public static async Task<Material> OpenAsync(DirectoryInfo folder, CancellationToken ct)
    {
        var stored = CohortFolder.Open(folder);
        return new Material(new StoredPatients(stored), stored.Receipt, folder, await CohortMaker.TruthOf(folder, stored.Receipt, ct).ConfigureAwait(false));
    }

    /// <summary>Reads a cohort from its folder as a whole.</summary>
    public static async Task<Material> ReadAsync(DirectoryInfo folder, CancellationToken ct)
    {
        var (cohort, receipt) = await CohortFolder.ReadAsync(folder, ct).ConfigureAwait(false);
        return new Material(cohort, receipt, folder, await CohortMaker.TruthOf(folder, receipt, ct).ConfigureAwait(false));
    }

    /// <summary>Writes the cohort into its folder, with the truth beside it.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        await CohortFolder.WriteAsync(Folder, Cohort, Receipt, ct).ConfigureAwait(false);
        if (Given is not null)
            await LegacyInteractions.WriteAsync(Folder, Given, ct).ConfigureAwait(false);
        if (Truth is not null)
            await Truth.WriteAsync(Folder, ct).ConfigureAwait(false);
    }

    /// <summary>Does nothing where the cohort has the digest <paramref name="expected"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM7010</c>: it is another one.</exception>
    public void Require(string expected)
    {
        if (Receipt.Digest != expected)
            throw Faults.CohortChanged(Folder.FullName, Receipt.Digest, expected);
    }

    /// <summary>What the best recommender can reach at an ATC level, or <see langword="null"/> where that is not known: the truth is about groups of level 4.</summary>
    public SyntheticOracle? OracleAt(int level) => level == AtcLevel.Default ? Truth?.Oracle : null;

    /// <summary>What a reader must know before trusting a number.</summary>
    /// <param name="tested">Patients of the test part.</param>
    public IReadOnlyList<string> Warnings(int tested)
    {
        var warnings = new List<string>();
        if (tested < 100)
            warnings.Add($"The test part has {Show.Figures.Of(tested, "patient")}: intervals are wide, and a small difference means nothing.");
        if (Receipt.Connector == SyntheticCohort.Name)
            warnings.Add("The people are made up: no number here speaks of real patients.");
        return warnings;
    }
}
