using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>One shard as a Parquet file: a row for each visit, a list of codes for each kind, and beside it a list of times.</summary>
internal static class ShardFile
{
    private static readonly string[] s_kinds = [.. CodeKinds.All.Select(Column)];

    /// <summary>The name of a shard's file.</summary>
    public static string NameOf(int bucket) => string.Create(CultureInfo.InvariantCulture, $"visits-{bucket:000}.parquet");

    /// <summary>The column of a kind: <c>admission_type</c>.</summary>
    public static string Column(CodeKind kind)
    {
        var name = new StringBuilder();
        foreach (var letter in kind.ToString())
            (char.IsUpper(letter) && name.Length > 0 ? name.Append('_') : name).Append(char.ToLowerInvariant(letter));
        return name.ToString();
    }

    /// <summary>Writes <paramref name="rows"/>, all visits of a patient together; counts and hashes them on the way.</summary>
    public static ShardTally Write(DuckStore store, IEnumerable<VisitRow> rows, CodeBook book, string file, CancellationToken ct)
    {
        store.Execute(
            $"""
            create or replace temp table shard (patient_id varchar, visit_id varchar, started_at timestamp, ended_at timestamp,
            {string.Join(", ", s_kinds.Select(kind => $"{kind} varchar[]"))}, {string.Join(", ", s_kinds.Select(kind => $"{kind}_known_at timestamp[]"))})
            """,
            ct);
        var tally = new ShardTally();
        using (var table = store.Appender("shard"))
            foreach (var row in rows)
            {
                ct.ThrowIfCancellationRequested();
                tally.Add(row, book);
                Append(table, row, book);
            }
        // COPY takes no parameters for its target.
        store.Execute($"copy shard to '{DuckStore.Quoted(file)}' (format parquet, compression zstd); drop table shard", ct);
        return tally;
    }

    /// <summary>Reads the rows again, in their order; each is valid until the next.</summary>
    public static IEnumerable<VisitRow> Read(DuckStore store, string file, CodeBook book, CancellationToken ct)
    {
        using var command = store.Command(
            $"""
            select patient_id, visit_id, started_at, ended_at, {string.Join(", ", s_kinds)}, {string.Join(", ", s_kinds.Select(kind => kind + "_known_at"))}
              from read_parquet($file)
            """,
            ("file", file));
        command.UseStreamingMode = true;
        using var rows = command.ExecuteReader();
        var row = new VisitRow();
        while (rows.Read())
        {
            ct.ThrowIfCancellationRequested();
            (row.Patient, row.Visit, row.Start) = (rows.GetString(0), rows.GetString(1), rows.GetDateTime(2));
            row.End = rows.IsDBNull(3) ? null : rows.GetDateTime(3);
            for (var kind = 0; kind < s_kinds.Length; kind++)
                Fill(row, kind, rows, book);
            yield return row;
        }
    }

    private static void Fill(VisitRow row, int kind, DuckDBDataReader rows, CodeBook book)
    {
        row.Codes[kind].Clear();
        row.Known[kind].Clear();
        if (!rows.IsDBNull(4 + kind))
            foreach (var text in rows.GetFieldValue<List<string>>(4 + kind))
                row.Codes[kind].Add(book.NumberOf(text));
        var times = 4 + s_kinds.Length + kind;
        if (!rows.IsDBNull(times))
            row.Known[kind].AddRange(rows.GetFieldValue<List<DateTime?>>(times));
        if (row.Known[kind].Count > 0 && row.Known[kind].Count != row.Codes[kind].Count)
            throw new InvalidCastException($"a visit has {row.Codes[kind].Count} codes of {s_kinds[kind]} and {row.Known[kind].Count} times.");
    }

    private static void Append(DuckDBAppender table, VisitRow row, CodeBook book)
    {
        var cells = table.CreateRow().AppendValue(row.Patient).AppendValue(row.Visit).AppendValue(row.Start).AppendValue(row.End);
        foreach (var codes in row.Codes)
            cells.AppendValue(Texts(codes, book));
        foreach (var times in row.Known)
            _ = times.Count > 0 ? cells.AppendValue(times) : cells.AppendNullValue();
        cells.EndRow();
    }

    private static string[] Texts(List<int> codes, CodeBook book)
    {
        if (codes.Count == 0)
            return [];
        var texts = new string[codes.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = book.TextOf(codes[i]);
        return texts;
    }
}
