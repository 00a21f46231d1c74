using CafeMed.Cli.Show;
using CafeMed.Data;
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
    /// <param name="connector">Whose records.</param>
    /// <param name="root">The data set's folder; not looked at where <paramref name="options"/> name a database.</param>
    /// <param name="options">What to read it with.</param>
    /// <param name="context">Where to say so.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException">
    /// <c>CM2002</c>: no such connector; <c>CM7024</c>: it reads no database; <c>CM1001</c> to <c>CM1016</c>, <c>CM1060</c> to <c>CM1066</c>: the data set cannot be used.
    /// </exception>
    public static async Task<(Cohort Cohort, CohortReceipt Receipt)> ImportAsync(
        string connector, DirectoryInfo? root, ImportOptions options, CliContext context, CancellationToken ct)
    {
        var type = Connectors[connector];
        if (options.Connection is not null && !type.IsAssignableTo(typeof(IDatabaseConnector)))
            throw ConnectionFaults.NoDatabase(connector, [.. Connectors.Names.Where(name => Connectors[name].IsAssignableTo(typeof(IDatabaseConnector)))]);
        var part = PartAttribute.Of(type);
        root ??= new DirectoryInfo(Path.GetTempPath());
        context.Log.Stage($"Reading {part.Summary} from {(options.Connection is null ? root.FullName : "the database")}");
        var receipt = new ReceiptBuilder();
        receipt.Connector(part);
        var events = Connectors.Create(connector).ReadAsync(root, options, receipt, ct);
        var cohort = await new CohortBuilder(new CohortCriteria()).BuildAsync(connector, events, receipt, ct).ConfigureAwait(false);
        return (cohort, receipt.Build(cohort));
    }

    /// <summary>The truth beside a synthetic cohort, or <see langword="null"/> where the cohort is no synthetic one or its truth was not kept.</summary>
    public static async Task<SyntheticTruth?> TruthOf(DirectoryInfo cohort, CohortReceipt receipt, CancellationToken ct) =>
        receipt.Connector == SyntheticCohort.Name && File.Exists(Path.Combine(cohort.FullName, "truth.json"))
            ? await SyntheticTruth.ReadAsync(cohort, ct).ConfigureAwait(false)
            : null;

    /// <summary>What codes of a cohort are called; made-up people have some names of their own.</summary>
    public static CodeNames NamesOf(bool synthetic) => synthetic ? new CodeNames(SyntheticCohort.Names) : new CodeNames();
}
