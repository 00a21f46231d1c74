using System.Text;

namespace CafeMed.Cli.Show;

/// <summary>Lays a table out as plain text, so that it reads the same on a terminal, in a pipe and in a file.</summary>
internal static class TextTable
{
    private const int Gap = 2;
    private const int Narrowest = 12;

    /// <summary>The table's lines.</summary>
    /// <param name="columns">The headings; those that begin with <c>&lt;</c> stand at the left, the others at the right.</param>
    /// <param name="rows">Cells, of one or more lines each.</param>
    /// <param name="width">Columns of a line. Where the table is wider, the last column at the left is broken between words.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var left = columns.Select(column => column.StartsWith('<')).ToArray();
        var heads = columns.Select(column => column.TrimStart('<')).ToArray();
        var widths = heads.Select((head, i) => rows.SelectMany(row => row[i].Split('\n')).Append(head).Max(line => line.Length)).ToArray();
        var over = widths.Sum() + Gap * (widths.Length - 1) + Gap - width;
        var loose = Array.FindLastIndex(left, stands => stands);
        if (over > 0 && loose >= 0)
            widths[loose] = Math.Max(Narrowest, widths[loose] - over);
        foreach (var line in Row(heads, widths, left).Where(line => line.Length > 0))
            yield return line;
        yield return $"  {new string('─', widths.Sum() + Gap * (widths.Length - 1))}";
        foreach (var row in rows)
            foreach (var line in Row(row, widths, left))
                yield return line;
    }

    private static IEnumerable<string> Row(IReadOnlyList<string> cells, int[] widths, bool[] left)
    {
        var lines = cells.Select((cell, i) => cell.Split('\n').SelectMany(line => line.Length > widths[i] ? Page.Wrap(line, widths[i], 0) : [line]).ToArray()).ToArray();
        for (var at = 0; at < lines.Max(cell => cell.Length); at++)
        {
            var text = new StringBuilder("  ");
            for (var i = 0; i < widths.Length; i++)
            {
                var line = at < lines[i].Length ? lines[i][at] : "";
                text.Append(left[i] ? line.PadRight(widths[i]) : line.PadLeft(widths[i])).Append(' ', Gap);
            }
            yield return text.ToString().TrimEnd();
        }
    }
}
