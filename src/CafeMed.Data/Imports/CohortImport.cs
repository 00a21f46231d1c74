using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Data;

/// <summary>From a data set's folder to a cohort's folder, out of core: bucket of patients by bucket, with what is finished kept if it is interrupted.</summary>
/// <remarks>
/// A connector of tables (<see cref="SqlConnector"/>) has its files read once and dealt to buckets; two buckets at a time go through its script, the criteria and
/// into their shards. The work lies beside the output until the end; the same import, begun again, goes on with it. Any other connector's events stream
/// through the criteria into a <see cref="CohortWriter"/>.
/// </remarks>
public sealed class CohortImport(IConnector connector, string name, ImportOptions options, CohortCriteria criteria)
{
    private const long BytesPerBucket = 64L << 20;
    private const int Unpacked = 8;

    /// <summary>SHA-256 of the table of interactions that the cohort is to be used with, for the receipt. Default: none.</summary>
    public string? Interactions { get; init; }

    /// <summary>Reads the data set at <paramref name="root"/> into <paramref name="folder"/>.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="folder">New, empty, or an older cohort's, which is replaced at the end.</param>
    /// <param name="progress">Told of tables and buckets; or <see langword="null"/>.</param>
    /// <param name="ct">Interrupts the import; what is finished is kept beside <paramref name="folder"/> where there are several buckets.</param>
    /// <exception cref="CafeMedException">As <see cref="IConnector.ReadAsync"/> has it, and <c>CM1009</c>, <c>CM1011</c>, <c>CM1015</c>, <c>CM1043</c> to <c>CM1045</c>.</exception>
    public async Task<CohortReceipt> RunAsync(DirectoryInfo root, DirectoryInfo folder, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(folder);
        ct.ThrowIfCancellationRequested();
        CohortDraft.Refuse(folder);
        var receipt = new ReceiptBuilder();
        receipt.Connector(PartAttribute.Of(connector.GetType()));
        receipt.Label(connector.Label);
        receipt.Ask(criteria);
        if (Interactions is not null)
            receipt.Interactions(Interactions);
        if (connector is SqlConnector tables)
        {
            using var extract = await tables.OpenAsync(options, ct).ConfigureAwait(false);
            root = extract?.Root ?? root;
            return await new BucketImport(tables, name, options, criteria, receipt, extract?.Origin)
                .RunAsync(root, folder, BucketsOf(tables, root), Key, progress, ct).ConfigureAwait(false);
        }
        return await new StreamImport(connector, name, options, criteria, receipt).RunAsync(root, folder, BucketsFor(SizeOf(root)), progress, ct).ConfigureAwait(false);
    }

    private int BucketsOf(SqlConnector tables, DirectoryInfo root) => BucketsFor(tables.Files(root)
        .Sum(file => file.Length * (file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) ? 1 : Unpacked)));

    private int BucketsFor(long bytes)
    {
        if (options.Buckets is { } asked)
            return asked is >= 1 and <= PatientBucket.Most && (asked & (asked - 1)) == 0 ? asked : throw DataFaults.BadBuckets(asked);
        return bytes <= 4 * BytesPerBucket ? 1 : (int)Math.Min(PatientBucket.Most, System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(bytes / BytesPerBucket)));
    }

    private static long SizeOf(DirectoryInfo root) => root.Exists ? root.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;

    // Everything that decides the result. A file is known by its place, length and time: hashing it first would mean to read it twice.
    private string Key(SqlConnector tables, DirectoryInfo root, int buckets)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{typeof(CohortImport).Module.ModuleVersionId} {PartAttribute.Of(tables.GetType()).Name} {name} {buckets} {options.MaxUnreadable:R} {Interactions} {tables.Label}");
        text.AppendLine(tables.WholeAndScript).AppendLine(criteria.ToString());
        foreach (var map in MapHash.Of(options))
            text.AppendLine(map);
        foreach (var file in tables.Files(root))
            text.AppendLine(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
