using System.Text;

namespace CafeMed.Data.Synthetic;

/// <summary>Reads the tables that travel inside the assembly: comma-separated, quoted where needed, one header line.</summary>
internal static class TableText
{
    /// <summary>The rows of an embedded table, without its header.</summary>
    public static IEnumerable<string[]> Rows(string table)
    {
        using var stream = typeof(TableText).Assembly.GetManifestResourceStream($"synthetic/{table}.csv")
            ?? throw new InvalidOperationException($"The assembly lacks the table '{table}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return Cells(line);
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Take(cells, cell);
            else
                cell.Append(line[i]);
        Take(cells, cell);
        return [.. cells];
    }

    private static void Take(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString());
        cell.Clear();
    }
}
