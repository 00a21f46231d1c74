using System.Runtime.CompilerServices;

namespace CafeMed.Data;

/// <summary>A connector that is one script: DuckDB reads the files, this class keeps the accounts and reads the rows.</summary>
/// <remarks>
/// <para>The script sees one table of text columns per <see cref="SourceTable"/> and the table <c>drug_map(name, atc)</c>, with the macro <c>name_of(text)</c>
/// that writes a drug name as the map does, and <c>time_of(text)</c>, a timestamp, or null where the text is none of the years 1 to 9999. It makes the tables
/// <c>visit(patient_id, visit_id, started_at, ended_at)</c> and <c>line(source, row, reason, visit_id, kind, system, value)</c>; <c>line</c> may have
/// the further columns <c>known_at</c>, a timestamp, null where it is not known, and <c>patient_id</c>, where visits of two patients may share an identifier.
/// Every row of every source but dictionaries must be in <c>line</c>: either once with a reason why it was dropped, or with a line for each code it gives.</para>
/// <para>A large data set is dealt to buckets of patients, and the script runs on each: its tables then have the rows of those patients alone, in the order of
/// the file, but for tables without a <see cref="SourceTable.Key"/>, which are whole. What only the whole data set tells is asked by <see cref="Whole"/>.</para>
/// </remarks>
public abstract class SqlConnector : IConnector
{
    /// <summary>The reason that marks a drug row whose drug is not in the map; <c>value</c> then holds the drug as the source writes it.</summary>
    protected const string Unmapped = "drug not in the drug map";

    /// <inheritdoc/>
    public virtual bool HasRealTimes => true;

    /// <inheritdoc/>
    public virtual string Label => "every drug recorded for the visit, as ATC codes of level 5; a code counts once a visit";

    /// <summary>The files that the script reads.</summary>
    protected abstract IReadOnlyList<SourceTable> Tables { get; }

    /// <summary>Folders below the root in which the files may lie, in order of preference; the root itself is tried last.</summary>
    protected abstract IReadOnlyList<string> Folders { get; }

    /// <summary>A query over the whole tables; its answer is the table <c>whole</c> of every bucket. Default: none.</summary>
    protected virtual string? Whole => null;

    /// <summary>Makes the tables <c>visit</c> and <c>line</c>.</summary>
    protected abstract string Script { get; }

    internal IReadOnlyList<SourceTable> Sources => Tables;

    internal string WholeAndScript => $"{Whole}\n{Script}";

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClinicalEvent> ReadAsync(
        DirectoryInfo root, ImportOptions options, ReceiptBuilder receipt, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(options);
        using var extract = await ExtractAsync(options, ct).ConfigureAwait(false);
        root = extract?.Root ?? root;
        using var work = ImportWork.Temporary();
        var stage = await StageAsync(root, options, 1, work, progress: null, ct).ConfigureAwait(false);
        stage.Tell(receipt, extract?.Origin);
        using var bucket = new SourceBucket(stage, 0, Prepare, receipt, ct);
        Conclude(receipt, root);
        if (bucket.Visits == 0)
            throw Faults.NothingUsable(root.FullName, receipt.DropsInWords());
        foreach (var line in bucket.Events(ct))
            yield return line;
    }

    /// <summary>Adds further tables before the script runs on a bucket; none by default.</summary>
    protected virtual void Prepare(DuckStore store)
    {
    }

    /// <summary>Fetches the tables from somewhere else than the folder, which is then not looked at; <see langword="null"/>, the default, reads the folder.</summary>
    protected virtual Task<SourceExtract?> ExtractAsync(ImportOptions options, CancellationToken ct) => Task.FromResult<SourceExtract?>(null);

    /// <summary>Looks at the receipt of the rows when all of them were read; does nothing by default.</summary>
    /// <exception cref="CafeMedException">What was read is of no use.</exception>
    protected virtual void Conclude(ReceiptBuilder receipt, DirectoryInfo root)
    {
    }

    internal Task<SourceExtract?> OpenAsync(ImportOptions options, CancellationToken ct) => ExtractAsync(options, ct);

    internal void Check(ReceiptBuilder receipt, DirectoryInfo root) => Conclude(receipt, root);

    /// <summary>The files as they would be read now, for telling whether an interrupted import may go on.</summary>
    internal IReadOnlyList<FileInfo> Files(DirectoryInfo root)
    {
        RequireThere(root);
        var folder = new SourceFolder(root, Folders);
        return [.. Tables.SelectMany(folder.FindAll)];
    }

    /// <summary>Reads every file once and deals its rows to buckets.</summary>
    internal async Task<SourceStage> StageAsync(
        DirectoryInfo root, ImportOptions options, int buckets, ImportWork work, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        ct.ThrowIfCancellationRequested();
        RequireThere(root);
        if (!(options.MaxUnreadable is >= 0 and <= 1))
            throw DataFaults.BadShare(options.MaxUnreadable);
        var stager = new TableStager(Tables, new SourceFolder(root, Folders), work, buckets, options.MaxUnreadable);
        var stage = new SourceStage(PartAttribute.Of(GetType()), root, Tables, stager, work, buckets, options.Maps(), options.IcdEdition, Script);
        await stage.ReadAsync(Whole, progress, ct).ConfigureAwait(false);
        return stage;
    }

    private void RequireThere(DirectoryInfo root)
    {
        if (!root.Exists && !(Tables.Any(table => table.EveryFile) && File.Exists(root.FullName)))
            throw Faults.FolderMissing(root.FullName);
    }

    internal SourceBucket Bucket(SourceStage stage, int bucket, ReceiptBuilder receipt, CancellationToken ct) => new(stage, bucket, Prepare, receipt, ct);
}
