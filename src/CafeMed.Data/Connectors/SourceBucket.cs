using System.Globalization;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>The rows of one bucket of patients, put through a connector's script and accounted for.</summary>
internal sealed class SourceBucket : IDisposable
{
    private readonly DuckStore _store;
    private readonly SourceStage _stage;

    /// <summary>Runs the script on the bucket, and tells the receipt what became of its rows.</summary>
    public SourceBucket(SourceStage stage, int bucket, Action<DuckStore> prepare, ReceiptBuilder receipt, CancellationToken ct)
    {
        _stage = stage;
        _store = stage.Buckets == 1 ? new DuckStore(threads: 2, megabytes: 1000, stage.Work.Spill) : new DuckStore(threads: 1, megabytes: 500, stage.Work.Spill);
        try
        {
            var maps = stage.Load(_store, bucket, ct);
            prepare(_store);
            _store.Execute(stage.Script, ct);
            foreach (var coverage in maps.Recode())
                receipt.Cover(coverage);
            receipt.Mapped(maps.Receipts());
            new LineAccount(_store, stage, bucket).Tell(receipt, ct);
            Visits = Convert.ToInt64(_store.Query("select count(*) from visit").Single()[0], CultureInfo.InvariantCulture);
        }
        catch (DuckDBException exception)
        {
            _store.Dispose();
            throw Faults.CannotDigest(stage.Root.FullName, exception);
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>Usable visits, with or without codes.</summary>
    public long Visits { get; }

    /// <summary>The visits that have a code, in the order of patients, starts and visits; each row is valid until the next.</summary>
    public IEnumerable<VisitRow> VisitRows(CodeBook book, CancellationToken ct)
    {
        var stays = Reading(() => Stays(ct));
        var lines = $"{LinesOfStays("hash(kind, system, value, $salt)", micros: true)} and stay >= $first and stay < $end";
        using var rows = new BucketVisits(_store, lines, book).Read(stays, ct).GetEnumerator();
        while (Reading(rows.MoveNext))
            yield return rows.Current;
    }

    /// <summary>The events by patient, start of the visit, and visit; a code comes once a visit, in order, with the first of the times at which it became known.</summary>
    public IEnumerable<ClinicalEvent> Events(CancellationToken ct)
    {
        var stays = Reading(() => Stays(ct));
        var lines = LinesOfStays("concat_ws(':', kind, system, value)", micros: false);
        using var command = _store.Command($"select stay, code, min(known_at) from ({lines}) group by stay, code order by stay, code");
        command.UseStreamingMode = true;
        using var rows = Reading(command.ExecuteReader);
        var codes = new Dictionary<string, (CodeKind Kind, Code Code)>(StringComparer.Ordinal);
        while (Reading(rows.Read))
        {
            ct.ThrowIfCancellationRequested();
            var (patient, visit, start, end) = stays[rows.GetInt32(0)];
            var text = rows.GetString(1);
            if (!codes.TryGetValue(text, out var code))
                codes[text] = code = CodeOf(text);
            yield return new(patient, visit, start, end, code.Kind, code.Code, rows.IsDBNull(2) ? null : rows.GetDateTime(2));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    // Strings of a visit are read once, not once for each of its codes.
    private List<Stay> Stays(CancellationToken ct)
    {
        _store.Execute(
            """
            create temp table cafemed_stay as
            select (row_number() over (order by patient_id, started_at, visit_id) - 1)::integer as stay, patient_id, visit_id, started_at, ended_at
              from (select distinct patient_id, visit_id, started_at, ended_at from visit)
            """,
            ct);
        using var command = _store.Command("select patient_id, visit_id, started_at, ended_at from cafemed_stay order by stay");
        using var rows = command.ExecuteReader();
        var stays = new List<Stay>();
        while (rows.Read())
            stays.Add(new(rows.GetString(0), rows.GetString(1), rows.GetDateTime(2), rows.IsDBNull(3) ? null : rows.GetDateTime(3)));
        return stays;
    }

    private string LinesOfStays(string code, bool micros)
    {
        var known = Has("known_at") ? "known_at::timestamp" : "null::timestamp";
        return
            $"""
            select stay, {code} as code, {(micros ? $"epoch_us({known})" : known)} as known_at
              from line l join cafemed_stay v on v.visit_id = l.visit_id {(Has("patient_id") ? "and (l.patient_id is null or v.patient_id = l.patient_id)" : "")}
             where l.reason is null and l.kind is not null
            """;
    }

    private bool Has(string column) =>
        _store.Query("select 1 from duckdb_columns() where table_name = 'line' and column_name = $column", ("column", column)).Count > 0;

    private static (CodeKind, Code) CodeOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return (Enum.Parse<CodeKind>(text.AsSpan(0, colon)), Code.Parse(text[(colon + 1)..]));
    }

    // A sort that spills can meet a full disk as late as here.
    private T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException exception)
        {
            throw Faults.CannotDigest(_stage.Root.FullName, exception);
        }
    }
}
