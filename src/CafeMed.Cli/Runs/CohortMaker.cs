using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Data.Legacy;
using CafeMed.Data.Names;
using CafeMed.Data.Synthetic;

namespace CafeMed.Cli.Runs;

/// <summary>Makes or reads cohorts, with their receipts.</summary>
internal static class CohortMaker
{
    private const string Source = "CafeMed's own generator; tables of facts in data/synthetic, see SOURCE.md there. The people are made up.";

    /// <summary>Every connector.</summary>
    public static Catalogue<IConnector> Connectors { get; } = new(typeof(IConnector).Assembly, "connector");

    /// <summary>Makes people up.</summary>
    public static (Cohort Cohort, CohortReceipt Receipt, SyntheticTruth Truth) Synthesize(int patients, int seed, CliContext context, CancellationToken ct)
    {
        context.Log.Stage($"Making {Figures.Of(patients, "synthetic patient")} (seed {seed})");
        var (cohort, truth) = SyntheticCohort.Create(new SyntheticOptions { Patients = patients, Seed = seed }, null, ct);
        var receipt = new ReceiptBuilder();
        receipt.Connector(SyntheticCohort.Name, Source);
        return (cohort, receipt.Build(cohort), truth);
    }

    /// <summary>Reads a data set.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no such connector; <c>CM1001</c> to <c>CM1016</c>: the data set cannot be used.</exception>
    public static async Task<(Cohort Cohort, CohortReceipt Receipt)> ImportAsync(string connector, DirectoryInfo root, ImportOptions options, CliContext context, CancellationToken ct)
    {
        var part = PartAttribute.Of(Connectors[connector]);
        context.Log.Stage($"Reading {part.Summary} from {root.FullName}");
        var receipt = new ReceiptBuilder();
        receipt.Connector(part);
        var events = Connectors.Create(connector).ReadAsync(root, options, receipt, ct);
        var cohort = await new CohortBuilder(new CohortCriteria()).BuildAsync(connector, events, receipt, ct).ConfigureAwait(false);
        return (cohort, receipt.Build(cohort));
    }

    /// <summary>Interactions that lie beside the records of <paramref name="connector"/>, or <see langword="null"/> where it has none.</summary>
    public static InteractionTable? InteractionsOf(string connector, DirectoryInfo? root, CancellationToken ct) =>
        connector == PartAttribute.Of(typeof(LegacyPickles)).Name && LegacyInteractions.Exists(root!) ? LegacyInteractions.Read(root!, ct) : null;

    /// <summary>The truth beside a synthetic cohort, or <see langword="null"/> where the cohort is no synthetic one or its truth was not kept.</summary>
    public static async Task<SyntheticTruth?> TruthOf(DirectoryInfo cohort, CohortReceipt receipt, CancellationToken ct) =>
        receipt.Connector == SyntheticCohort.Name && File.Exists(Path.Combine(cohort.FullName, "truth.json"))
            ? await SyntheticTruth.ReadAsync(cohort, ct).ConfigureAwait(false)
            : null;

    /// <summary>What codes of a cohort are called; made-up people have some names of their own.</summary>
    public static CodeNames NamesOf(bool synthetic) => synthetic ? new CodeNames(SyntheticCohort.Names) : new CodeNames();
}
