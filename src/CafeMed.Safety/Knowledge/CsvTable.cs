using System.Text;

namespace CafeMed.Safety.Knowledge;

/// <summary>A small table with named columns that knows its lines, so that a fault can name row and column.</summary>
internal sealed class CsvTable
{
    private readonly string[] _columns;

    private CsvTable(string name, string[] columns, List<Row> rows) => (Name, _columns, Rows) = (name, columns, rows);

    /// <summary>What a fault calls the table.</summary>
    public string Name { get; }

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>A table that is embedded in this assembly.</summary>
    public static CsvTable Shipped(string name, params ReadOnlySpan<string> columns)
    {
        using var stream = typeof(CsvTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader, name, columns);
    }

    /// <summary>Reads a table; columns it has beside <paramref name="columns"/> are read too.</summary>
    /// <exception cref="CafeMedException"><c>CM4010</c>: a column is missing; <c>CM4011</c>: a row has another number of cells.</exception>
    public static CsvTable Read(TextReader reader, string name, params ReadOnlySpan<string> columns)
    {
        var header = reader.ReadLine() ?? "";
        var found = Split(header).Select(cell => cell.Trim()).ToArray();
        foreach (var column in columns)
            if (!found.Contains(column, StringComparer.Ordinal))
                throw SafetyFaults.NoColumn(name, column, header);
        var table = new CsvTable(name, found, []);
        for (var (number, line) = (2, reader.ReadLine()); line is not null; number++, line = reader.ReadLine())
        {
            if (line.Length == 0)
                continue;
            var cells = Split(line);
            if (cells.Count != found.Length)
                throw SafetyFaults.BadRow(name, number, cells.Count, found.Length);
            ((List<Row>)table.Rows).Add(new Row(table, number, cells));
        }
        return table;
    }

    /// <summary>Takes a line apart; double quotes stand around cells that hold commas or quotes.</summary>
    public static List<string> Split(string line)
    {
        var cells = new List<string>();
        if (!line.Contains('"'))
        {
            cells.AddRange(line.Split(','));
            return cells;
        }
        var (cell, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        cells.Add(cell.ToString());
        return cells;
    }

    /// <summary>One line of the table.</summary>
    internal sealed class Row(CsvTable table, int line, List<string> cells)
    {
        /// <summary>Its number in the file, from 1.</summary>
        public int Line => line;

        /// <summary>What a fault calls its table.</summary>
        public string Table => table.Name;

        /// <summary>The cell of <paramref name="column"/>, trimmed; empty where the table has no such column.</summary>
        public string this[string column] => Array.IndexOf(table._columns, column) is >= 0 and var at ? cells[at].Trim() : "";

        /// <summary>The words of a cell.</summary>
        public string[] Words(string column) => this[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>A level from 1 to 4.</summary>
        public Severity Severity(string column) => this[column] is [>= '1' and <= '4'] text ? (Severity)(text[0] - '0') : throw Bad(column, "is not a level from 1 to 4");

        /// <summary>A word of the closed list; an empty cell is <see cref="Mechanism.Other"/>.</summary>
        public Mechanism Mechanism(string column) => MechanismWords.TryParse(this[column], out var mechanism)
            ? mechanism
            : throw Bad(column, $"is no mechanism{(Nearest.To(this[column], MechanismWords.All) is { } near ? $"; did you mean '{near}'?" : "")}");

        /// <summary>A fault about a cell.</summary>
        public CafeMedException Bad(string column, string why) => SafetyFaults.BadCell(Table, line, column, this[column], why);
    }
}
