using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>Writes a cohort of any size patient by patient: nothing is held but the patient at hand and, at the end, two buckets.</summary>
/// <remarks>
/// Patients wait in a file per bucket, beside the folder, until <see cref="FinishAsync"/> makes each file a shard and moves the whole to its place.
/// With one bucket the order is that of the adding. Adding is for one thread.
/// </remarks>
public sealed class CohortWriter : IDisposable
{
    private const int PatientsPerBucket = 20_000;

    private readonly CohortDraft _draft;
    private readonly string _name;
    private readonly CodeBook _book = new();
    private readonly VisitRow _row = new();
    private readonly PatientSpill[] _spills;

    private CohortWriter(CohortDraft draft, string name, int buckets)
    {
        (_draft, _name) = (draft, name);
        _spills = [.. Enumerable.Range(0, buckets).Select(bucket => new PatientSpill(SpillOf(bucket)))];
    }

    /// <summary>Begins a cohort. An older one in the folder stays until the new one is finished.</summary>
    /// <param name="folder">New, empty, or an older cohort's.</param>
    /// <param name="name">The cohort's name.</param>
    /// <param name="buckets">How many shards: a power of two, 1 to 256. See <see cref="BucketsFor"/>.</param>
    /// <exception cref="CafeMedException"><c>CM1011</c>: the folder holds something else. <c>CM1015</c>: it may not be written.</exception>
    public static CohortWriter Create(DirectoryInfo folder, string name, int buckets)
    {
        ArgumentNullException.ThrowIfNull(folder);
        PatientBucket.Check(buckets);
        var draft = CohortDraft.Open(folder);
        try
        {
            return new(draft, name, buckets);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            draft.Dispose();
            throw Faults.CannotWrite(folder.FullName, exception);
        }
    }

    /// <summary>A file that lies in the cohort's folder when it is finished; may be written until then.</summary>
    internal FileInfo FileBeside(string name) => new(_draft.File(name));

    /// <summary>A good number of shards for so many patients: 1 up to 40,000, then a power of two with some 20,000 patients each, 256 at most.</summary>
    public static int BucketsFor(long patients) =>
        patients <= 2 * PatientsPerBucket ? 1 : (int)Math.Min(PatientBucket.Most, System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(patients / PatientsPerBucket)));

    /// <summary>Adds a patient.</summary>
    /// <exception cref="CafeMedException"><c>CM1015</c>: the disk is full.</exception>
    public void Add(Patient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var spill = _spills[PatientBucket.Of(patient.Id, _spills.Length)];
        try
        {
            foreach (var visit in patient.Visits)
            {
                _row.Fill(patient.Id, visit, _book);
                spill.Add(_row);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(_draft.Place, exception);
        }
    }

    /// <summary>Makes the shards and the receipt, and puts the cohort into its folder.</summary>
    /// <param name="receipt">What is said of where the cohort comes from; its counts and digests are those of what was added.</param>
    /// <param name="ct">Ends the writing; nothing is left then.</param>
    /// <exception cref="CafeMedException"><c>CM1009</c>: nobody was added. <c>CM1015</c>: the disk is full. <c>CM1040</c>: a patient was added twice.</exception>
    public async Task<CohortReceipt> FinishAsync(ReceiptBuilder receipt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var tallies = new ShardTally[_spills.Length];
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(2, Environment.ProcessorCount), CancellationToken = ct };
            await Parallel.ForEachAsync(Enumerable.Range(0, _spills.Length), options, async (bucket, stop) =>
            {
                await Task.Yield();
                tallies[bucket] = Shard(bucket, stop);
            }).ConfigureAwait(false);
            if (tallies.All(tally => tally.Patients == 0))
                throw Faults.EmptyCohort(receipt.CriteriaInWords());
            var whole = receipt.Build(_name, [.. tallies.Select((tally, bucket) => new CohortShard(ShardFile.NameOf(bucket), tally.Patients, tally.Visits, tally.Digest()))], KindsOf(tallies), tallies.Sum(tally => tally.Repeated));
            await _draft.FinishAsync(whole, ct).ConfigureAwait(false);
            return whole;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DuckDBException)
        {
            throw Faults.CannotWrite(_draft.Place, exception);
        }
        finally
        {
            foreach (var tally in tallies)
                tally?.Dispose();
        }
    }

    /// <summary>Gives up what was not finished.</summary>
    public void Dispose()
    {
        foreach (var spill in _spills)
            spill.Dispose();
        _draft.Dispose();
    }

    private ShardTally Shard(int bucket, CancellationToken ct)
    {
        using var store = new DuckStore(threads: 1, megabytes: 400);
        var tally = ShardFile.Write(store, Once(_spills[bucket].Drain()), _book, _draft.File(ShardFile.NameOf(bucket)), ct);
        File.Delete(SpillOf(bucket));
        return tally;
    }

    private static IEnumerable<VisitRow> Once(IEnumerable<VisitRow> rows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? patient = null, visit = null;
        foreach (var row in rows)
        {
            if (row.Patient != patient && !seen.Add(row.Patient))
                throw DataFaults.SamePatientTwice(row.Patient);
            (patient, visit) = (row.Patient, row.Visit);
            yield return row;
        }
    }

    private ImmutableArray<KindCount> KindsOf(ShardTally[] tallies) =>
        [.. CodeKinds.All.Select(kind => new KindCount(kind, tallies.Sum(tally => tally.Codes[(int)kind]), tallies.SelectMany(tally => tally.Distinct(kind, _book)).Distinct().Count()))];

    private string SpillOf(int bucket) => _draft.File($"bucket-{bucket:000}.spill");
}
