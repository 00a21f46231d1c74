using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A cohort on disk, read shard by shard, so that it need never be in memory as a whole.</summary>
public sealed class StoredCohort
{
    private readonly DirectoryInfo _folder;

    internal StoredCohort(DirectoryInfo folder, CohortReceipt receipt) => (_folder, Receipt) = (folder, receipt);

    /// <summary>What the cohort's receipt says; <see cref="CohortReceipt.Shards"/> lists the shards.</summary>
    public CohortReceipt Receipt { get; }

    /// <summary>How many shards there are.</summary>
    public int Shards => Receipt.Shards.Length;

    /// <summary>The patients of one shard, in their order.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException"><c>CM1014</c>: the shard is damaged, or was changed.</exception>
    public async Task<Cohort> ReadAsync(int shard, CancellationToken ct)
    {
        await Task.Yield();
        return Read(shard, ct);
    }

    /// <summary>The patients of one shard, in their order, read on the caller's thread.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException"><c>CM1014</c>: the shard is damaged, or was changed.</exception>
    public Cohort Read(int shard, CancellationToken ct)
    {
        var people = new List<Patient>(Receipt.Shards[shard].Patients);
        people.AddRange(Patients(shard, new CodeBook(), ct));
        return new(Receipt.Name, [.. people]);
    }

    /// <summary>Every patient, shard after shard; one patient is held at a time. What does not match the receipt is noticed at the end of its shard.</summary>
    /// <exception cref="CafeMedException"><c>CM1014</c>: a shard is damaged, or was changed.</exception>
    public IEnumerable<Patient> Patients(CancellationToken ct)
    {
        var book = new CodeBook();
        for (var shard = 0; shard < Shards; shard++)
            foreach (var patient in Patients(shard, book, ct))
                yield return patient;
    }

    internal IEnumerable<Patient> Patients(int shard, CodeBook book, CancellationToken ct)
    {
        var said = Receipt.Shards[shard];
        using var tally = new ShardTally();
        var visits = new List<Visit>();
        string? patient = null;
        using var rows = Rows(said, book, ct);
        while (Guard(rows.MoveNext))
        {
            var row = rows.Current;
            if (patient is not null && patient != row.Patient)
            {
                yield return Close(patient, visits);
                visits.Clear();
            }
            patient = row.Patient;
            tally.Add(row, book);
            visits.Add(row.ToVisit(book));
        }
        // Before the last patient is given, so that nobody takes a changed shard for a whole one.
        if (tally.Digest() != said.Digest)
            throw Faults.CohortDamaged(_folder.FullName, $"{said.File} is not what the receipt was written for.");
        if (patient is not null)
            yield return Close(patient, visits);
    }

    private IEnumerator<VisitRow> Rows(CohortShard shard, CodeBook book, CancellationToken ct)
    {
        using var store = new DuckStore(threads: 1, megabytes: 400);
        foreach (var row in ShardFile.Read(store, Path.Combine(_folder.FullName, shard.File), book, ct))
            yield return row;
    }

    private Patient Close(string patient, List<Visit> visits) => Guard(() => new Patient(patient, [.. visits]));

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is DuckDBException or ArgumentException or InvalidCastException or InvalidOperationException or CafeMedException { Fault.Code: "CM2001" or "CM2003" or "CM2004" or "CM2005" or "CM2010" })
        {
            throw Faults.CohortDamaged(_folder.FullName, exception.Message.Split('\n')[0], exception);
        }
    }
}
