using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CafeMed.Data;

/// <summary>Lines of source files that could not be read: kept as they stand, with the reason.</summary>
public static class Quarantine
{
    /// <summary>The file in a cohort's folder that holds them: a CSV <c>table,file,line,reason,text</c>. It is there only where a line could not be read.</summary>
    public const string FileName = "quarantine.csv";

    internal const string Header = "table,file,line,reason,text";

    /// <summary>The reason under which a receipt counts them.</summary>
    public static string ReasonOf(string why) => $"cannot be read: {why} (see {FileName})";

    /// <summary>Writes what the store rejected; how many lines for which reason.</summary>
    /// <remarks>A quote that never closes swallows all that follows: every line of it counts.</remarks>
    internal static ImmutableArray<DroppedRows> Write(DuckStore store, string table, string file, string target, int most)
    {
        var rejects = store.Query("select line, first(error_type::varchar order by byte_position), first(csv_line order by byte_position) from reject_errors group by line, line_byte_position order by line limit " + most.ToString(CultureInfo.InvariantCulture));
        if (rejects.Count == 0)
            return [];
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var writer = new StreamWriter(target, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var row in rejects)
        {
            var (reason, text) = (Words((string)row[1]!), ((string?)row[2] ?? "").Trim('\r', '\n'));
            counts[reason] = counts.GetValueOrDefault(reason) + 1 + text.Count(letter => letter == '\n');
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table},{Cell(file)},{row[0]},{Cell(reason)},{Cell(text)}"));
        }
        return [.. counts.OrderByDescending(count => count.Value).Select(count => new DroppedRows(count.Key, count.Value))];
    }

    private static string Words(string type) => type.ToUpperInvariant() switch
    {
        "MISSING COLUMNS" => "too few columns",
        "TOO MANY COLUMNS" => "too many columns",
        "UNQUOTED VALUE" => "a quote that does not close, or text behind one",
        "LINE SIZE OVER MAXIMUM" => "a line longer than two megabytes",
        "INVALID ENCODING" or "INVALID UNICODE" => "not UTF-8",
        _ => type.ToLowerInvariant(),
    };

    /// <summary>A text as a cell of that file.</summary>
    internal static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
