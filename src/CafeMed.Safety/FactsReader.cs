using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety;

/// <summary>Takes the lines of a table of interactions apart; knows at which line it is.</summary>
internal sealed class FactsReader
{
    private static readonly string[] s_columns = ["first", "second", "severity", "mechanism", "citation"];

    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private int _mechanism = -1;
    private int _citation = -1;
    private int _width;

    /// <summary>The last line that was read, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Every code of the table.</summary>
    public IEnumerable<Code> Ingredients => _codes.Values;

    /// <summary>The pairs, as written; a fact without a citation has no source.</summary>
    public List<(Code First, Code Second, InteractionFact Fact)> Pairs { get; } = [];

    public void ReadToEnd(TextReader reader)
    {
        var header = reader.ReadLine() ?? "";
        Line = 1;
        var columns = header.Split(',');
        (_width, _mechanism, _citation) = (columns.Length, Array.IndexOf(columns, s_columns[3]), Array.IndexOf(columns, s_columns[4]));
        if (!columns.Take(3).SequenceEqual(s_columns.Take(3)) || columns.Skip(3).Any(column => column != s_columns[3] && column != s_columns[4]))
            throw Faults.BadFactsHeader(header);
        while (reader.ReadLine() is { } line)
        {
            Line++;
            Take(line);
        }
    }

    private void Take(string line)
    {
        var cells = CsvTable.Split(line);
        if (cells.Count != _width)
            throw Faults.BadFactsColumns(Line, cells.Count, _width);
        var first = CodeOf(cells[0], "first");
        var (second, severity) = (cells[1], cells[2]);
        if (second.Length == 0 && severity.Length == 0)
            return;
        var other = CodeOf(second, "second");
        if (severity is not [>= '1' and <= '4'])
            throw Faults.BadFactsSeverity(Line, severity);
        Pairs.Add((first, other, new InteractionFact((Severity)(severity[0] - '0'), MechanismOf(cells), _citation < 0 ? "" : cells[_citation].Trim(), "")));
    }

    private Mechanism MechanismOf(List<string> cells)
    {
        var word = _mechanism < 0 ? "" : cells[_mechanism].Trim();
        return MechanismWords.TryParse(word, out var mechanism)
            ? mechanism
            : throw SafetyFaults.BadCell("the table of interactions", Line, s_columns[3], word, $"is no mechanism{(Nearest.To(word, MechanismWords.All) is { } near ? $"; did you mean '{near}'?" : "")}");
    }

    private Code CodeOf(string text, string column)
    {
        if (_codes.TryGetValue(text, out var known))
            return known;
        if (!IsIngredient(text))
            throw Faults.BadFactsCode(Line, column, text);
        return _codes[text] = Code.Atc(text);
    }

    private static bool IsIngredient(string text) =>
        text is [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'];
}
