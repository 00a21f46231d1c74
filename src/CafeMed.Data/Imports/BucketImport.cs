using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>An import from a connector of tables, bucket by bucket.</summary>
internal sealed class BucketImport(SqlConnector connector, string name, ImportOptions options, CohortCriteria criteria, ReceiptBuilder receipt, string? origin)
{
    private const string First = "raw";
    private const string Last = "bucket";

    public async Task<CohortReceipt> RunAsync(
        DirectoryInfo root, DirectoryInfo folder, int buckets, Func<SqlConnector, DirectoryInfo, int, string> key, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var place = Path.TrimEndingDirectorySeparator(folder.FullName);
        using var work = OpenWork(place, key(connector, root, buckets));
        var staged = false;
        try
        {
            var stage = await connector.StageAsync(root, options, buckets, work, progress, ct).ConfigureAwait(false);
            staged = true;
            stage.Tell(receipt, origin);
            var whole = await BuildAsync(stage, progress, ct).ConfigureAwait(false);
            Quarantined(work);
            await CohortDraft.Take(folder, work.Cohort).FinishAsync(whole, ct).ConfigureAwait(false);
            return whole;
        }
        catch (Exception exception)
        {
            // Bad input will not get better by itself; an interruption and a full disk will.
            if (buckets > 1 && (exception is OperationCanceledException || staged && exception is not CafeMedException { Fault.Code: "CM1008" or "CM1009" }))
                work.Keep();
            if (exception is IOException or UnauthorizedAccessException or DuckDBException)
                throw Faults.CannotWrite(place, exception);
            throw;
        }
    }

    private static ImportWork OpenWork(string place, string key)
    {
        try
        {
            return ImportWork.Open(place, key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(place, exception);
        }
    }

    private async Task<CohortReceipt> BuildAsync(SourceStage stage, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var twice = criteria.MinMedicationPatients > 1;
        var notes = await EachAsync(stage, twice ? First : Last, "Building", (bucket, stop) => Build(stage, bucket, twice, stop), progress, ct).ConfigureAwait(false);
        LineAccount.TellShared(stage, receipt);
        foreach (var note in notes)
            receipt.Add(note.Rows);
        connector.Check(receipt, stage.Root);
        if (notes.Sum(note => note.UsableVisits) == 0)
            throw Faults.NothingUsable(stage.Root.FullName, receipt.DropsInWords());
        if (twice)
        {
            var counts = notes.SelectMany(note => note.Medications).GroupBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => KeyValuePair.Create(Code.Parse(count.Key), count.Sum(part => part.Value)));
            var common = CriteriaSieve.Common(criteria, counts);
            notes = await EachAsync(stage, Last, "Choosing", (bucket, stop) => Choose(stage, bucket, common, stop), progress, ct).ConfigureAwait(false);
            foreach (var note in notes)
                receipt.Add(note.Rows);
        }
        if (notes.All(note => note.Shard.Patients == 0))
            throw Faults.EmptyCohort(receipt.CriteriaInWords());
        var kinds = CodeKinds.All.Select(kind => new KindCount(
            kind, notes.Sum(note => note.Kinds[(int)kind].Rows), notes.SelectMany(note => note.Distinct[(int)kind]).Distinct(StringComparer.Ordinal).Count()));
        return receipt.Build(name, [.. notes.Select(note => note.Shard)], [.. kinds], notes.Sum(note => note.Repeated));
    }

    private static async Task<BucketNote[]> EachAsync(
        SourceStage stage, string pass, string what, Func<int, CancellationToken, BucketNote> run, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var notes = new BucketNote[stage.Buckets];
        var done = 0;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(2, Environment.ProcessorCount), CancellationToken = ct };
        await Parallel.ForEachAsync(Enumerable.Range(0, stage.Buckets), limits, async (bucket, stop) =>
        {
            await Task.Yield();
            var file = ImportWork.BucketNote(pass, bucket);
            if (stage.Work.Read<BucketNote>(file) is not { } note || !File.Exists(ShardOf(stage, pass, bucket)))
            {
                note = run(bucket, stop);
                stage.Work.Write(file, note);
            }
            notes[bucket] = note;
            progress?.Report(new(what, $"bucket {bucket + 1}", Interlocked.Increment(ref done), stage.Buckets));
        }).ConfigureAwait(false);
        return notes;
    }

    private BucketNote Build(SourceStage stage, int bucket, bool raw, CancellationToken ct)
    {
        var (account, book, counts) = (new ReceiptBuilder(), new CodeBook(), new Dictionary<int, (int Patients, int Last)>());
        var people = new PatientRows(connector.HasRealTimes, book);
        var sieve = raw ? null : new CriteriaSieve(criteria, common: null);
        using var rows = connector.Bucket(stage, bucket, account, ct);
        return Write(stage, raw ? First : Last, bucket, Kept(people, rows.VisitRows(book, ct), sieve, counts, book), book, rows.Visits, counts, () =>
        {
            account.Overlap(people.Overlaps);
            foreach (var drop in sieve?.Drops() ?? [])
                account.Criterion(drop);
            return account.Account();
        }, ct);
    }

    private static IEnumerable<VisitRow> Kept(PatientRows people, IEnumerable<VisitRow> rows, CriteriaSieve? sieve, Dictionary<int, (int Patients, int Last)> counts, CodeBook book)
    {
        var number = 0;
        foreach (var patient in people.Group(rows))
        {
            number++;
            if (sieve is null)
            {
                CriteriaSieve.CountMedications(patient, counts, number);
                for (var i = 0; i < patient.Count; i++)
                    yield return patient[i];
            }
            else
                foreach (var row in sieve.Pass(patient, book))
                    yield return row;
        }
    }

    private BucketNote Choose(SourceStage stage, int bucket, IReadOnlySet<Code>? common, CancellationToken ct)
    {
        var (sieve, account, book) = (new CriteriaSieve(criteria, common), new ReceiptBuilder(), new CodeBook());
        using var store = new DuckStore(threads: 1, megabytes: 300, stage.Work.Spill);
        var patients = RowPatients.Of(ShardFile.Read(store, ShardOf(stage, First, bucket), book, ct), book).Select(sieve.Pass).OfType<Patient>();
        var kept = new CodeBook();
        return Write(stage, Last, bucket, RowPatients.Of(patients, kept), kept, 0, [], () =>
        {
            foreach (var drop in sieve.Drops())
                account.Criterion(drop);
            return account.Account();
        }, ct);
    }

    private static BucketNote Write(
        SourceStage stage, string pass, int bucket, IEnumerable<VisitRow> rows, CodeBook book, long visits, Dictionary<int, (int Patients, int Last)> medications, Func<RowAccount> account, CancellationToken ct)
    {
        var file = ShardOf(stage, pass, bucket);
        using var store = new DuckStore(threads: 1, megabytes: 300, stage.Work.Spill);
        using var tally = ShardFile.Write(store, rows, book, file + ".part", ct);
        File.Move(file + ".part", file, overwrite: true);
        return new(
            new(Path.GetFileName(file), tally.Patients, tally.Visits, tally.Digest()), tally.Repeated, visits, account(), tally.Kinds(),
            [.. CodeKinds.All.Select(kind => tally.Distinct(kind, book).Select(code => $"{code.System.Name}:{code.Value}").ToImmutableArray())],
            medications.ToImmutableDictionary(count => book.TextOf(count.Key), count => count.Value.Patients));
    }

    private static string ShardOf(SourceStage stage, string pass, int bucket) => pass == Last
        ? Path.Combine(stage.Work.Cohort, ShardFile.NameOf(bucket))
        : stage.Work.File($"accounts/{ShardFile.NameOf(bucket)}");

    private static void Quarantined(ImportWork work)
    {
        var parts = Directory.GetFiles(work.File("quarantine")).Order(StringComparer.Ordinal).ToList();
        if (parts.Count == 0)
            return;
        using var target = new StreamWriter(Path.Combine(work.Cohort, Quarantine.FileName)) { NewLine = "\n" };
        target.WriteLine(Quarantine.Header);
        foreach (var part in parts)
        {
            using var source = new StreamReader(part);
            var buffer = new char[1 << 14];
            for (int read; (read = source.Read(buffer)) > 0;)
                target.Write(buffer, 0, read);
        }
    }
}
