using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Data.Legacy;
using CafeMed.Data.Names;
using CafeMed.Data.Synthetic;
using CafeMed.Safety.Knowledge;
using Spectre.Console;

namespace CafeMed.Cli.Runs;

/// <summary>Makes or reads cohorts, with their receipts.</summary>
internal static class CohortMaker
{
    private const string Source = "CafeMed's own generator; tables of facts in data/synthetic, see SOURCE.md there. The people are made up.";

    /// <summary>Every connector.</summary>
    public static Catalogue<IConnector> Connectors { get; } = new(typeof(IConnector).Assembly, "connector");

    /// <summary>Makes people up, in memory.</summary>
    public static (Cohort Cohort, CohortReceipt Receipt, SyntheticTruth Truth) Synthesize(SyntheticOptions options, CliContext context, CancellationToken ct)
    {
        context.Log.Stage($"Making {Figures.Of(options.Patients, "synthetic patient")} (seed {options.Seed})");
        var (cohort, truth) = SyntheticCohort.Create(options, null, ct);
        return (cohort, Synthetic().Build(cohort), truth);
    }

    /// <summary>Makes people up into a folder, any number of them.</summary>
    public static async Task<(CohortReceipt Receipt, SyntheticTruth Truth)> SynthesizeAsync(
        SyntheticOptions options, SyntheticOutput how, DirectoryInfo folder, CliContext context, CancellationToken ct)
    {
        context.Log.Stage($"Making {Figures.Of(options.Patients, "synthetic patient")} (seed {options.Seed})");
        Task<(CohortReceipt, SyntheticTruth)> Write(ProgressTask? bar) =>
            SyntheticFolder.WriteAsync(folder, options, Synthetic(), how, new SynthMonitor(context.Log, bar, options.Patients), ct);
        return context.Log.Draws
            ? await new Progress(context.Log.Console(), context.Time).AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(bars => Write(bars.AddTask("Making people up"))).ConfigureAwait(false)
            : await Write(null).ConfigureAwait(false);
    }

    /// <summary>Reads a data set into memory.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no such connector; <c>CM1001</c> to <c>CM1017</c>: the data set cannot be used.</exception>
    public static async Task<(Cohort Cohort, CohortReceipt Receipt)> ImportAsync(string connector, DirectoryInfo root, ImportOptions options, CliContext context, CancellationToken ct)
    {
        var part = PartAttribute.Of(Connectors[connector]);
        context.Log.Stage($"Reading {part.Summary} from {root.FullName}");
        var (reader, receipt) = (Connectors.Create(connector), new ReceiptBuilder());
        receipt.Connector(part);
        receipt.Label(reader.Label);
        receipt.Interactions(InteractionsHash());
        var events = reader.ReadAsync(root, options, receipt, ct);
        var cohort = await new CohortBuilder(new CohortCriteria()) { TimeGaps = reader.HasRealTimes }.BuildAsync(connector, events, receipt, ct).ConfigureAwait(false);
        return (cohort, receipt.Build(cohort));
    }

    /// <summary>Interactions that lie beside the records of <paramref name="connector"/>, or <see langword="null"/> where it has none.</summary>
    public static InteractionTable? InteractionsOf(string connector, DirectoryInfo? root, CancellationToken ct) =>
        connector == PartAttribute.Of(typeof(LegacyPickles)).Name && LegacyInteractions.Exists(root!) ? LegacyInteractions.Read(root!, ct) : null;

    /// <summary>Reads a data set of any size into a cohort folder.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no such connector; <c>CM7024</c>: it reads no database; <c>CM1001</c> to <c>CM1066</c>: the data set cannot be used, or the folder cannot be written.</exception>
    public static Task<CohortReceipt> ImportAsync(
        string connector, DirectoryInfo? root, DirectoryInfo folder, ImportOptions options, CohortCriteria criteria, CliContext context, CancellationToken ct)
    {
        var type = Connectors[connector];
        if (options.Connection is not null && !type.IsAssignableTo(typeof(IDatabaseConnector)))
            throw ConnectionFaults.NoDatabase(connector, [.. Connectors.Names.Where(name => Connectors[name].IsAssignableTo(typeof(IDatabaseConnector)))]);
        root ??= new DirectoryInfo(Path.GetTempPath());
        context.Log.Stage($"Reading {PartAttribute.Of(type).Summary} from {(options.Connection is null ? root.FullName : "the database")}");
        var import = new CohortImport(Connectors.Create(connector), connector, options, criteria) { Interactions = InteractionsHash() };
        return ImportMonitor.WatchAsync(context.Log, monitor => import.RunAsync(root, folder, monitor, ct));
    }

    // The table that trainings take unless told otherwise.
    private static string InteractionsHash() => SafetyKnowledge.Shipped().Interactions.Digest();

    /// <summary>The truth beside a synthetic cohort, or <see langword="null"/> where the cohort is no synthetic one or its truth was not kept.</summary>
    public static async Task<SyntheticTruth?> TruthOf(DirectoryInfo cohort, CohortReceipt receipt, CancellationToken ct) =>
        receipt.Connector == SyntheticCohort.Name && File.Exists(Path.Combine(cohort.FullName, "truth.json"))
            ? await SyntheticTruth.ReadAsync(cohort, ct).ConfigureAwait(false)
            : null;

    /// <summary>What codes of a cohort are called; made-up people have some names of their own.</summary>
    public static CodeNames NamesOf(bool synthetic) => synthetic ? new CodeNames(SyntheticCohort.Names) : new CodeNames();

    private static ReceiptBuilder Synthetic()
    {
        var receipt = new ReceiptBuilder();
        receipt.Connector(SyntheticCohort.Name, Source);
        return receipt;
    }
}
