namespace CafeMed.Learning.Evaluation.Report.Html;

/// <summary>A table that becomes a list of blocks on a narrow screen.</summary>
public static class Table
{
    /// <summary>One row of cells for each of <paramref name="rows"/>, the first cell being the row's header; "no data" where there is none.</summary>
    public static Markup Of(string caption, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<Markup>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var body = rows.Select(row => Row(columns, row)).ToArray();
        if (body.Length == 0)
            return Markup.Of($"<p class=\"none\">{caption}: no data.</p>\n");
        return Markup.Of($"<table><caption>{caption}</caption>\n<thead><tr>{columns.Select(Header)}</tr></thead>\n<tbody>\n{body}</tbody></table>\n");
    }

    private static Markup Header(TableColumn column) => Markup.Of($"<th scope=\"col\"{Class(column)}>{column.Header}</th>");

    private static Markup Row(IReadOnlyList<TableColumn> columns, IReadOnlyList<Markup> cells) => Markup.Of(
        $"<tr><th scope=\"row\"{Class(columns[0])} data-label=\"{columns[0].Header}\"><div>{cells[0]}</div></th>{cells.Skip(1).Select((cell, i) => Cell(columns[i + 1], cell))}</tr>\n");

    private static Markup Cell(TableColumn column, Markup cell) => Markup.Of($"<td{Class(column)} data-label=\"{column.Header}\"><div>{cell}</div></td>");

    private static Markup Class(TableColumn column) => column.Numeric ? Markup.Of($" class=\"n\"") : Markup.Empty;
}
