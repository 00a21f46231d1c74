namespace CafeMed.Safety;

/// <summary>Takes the lines of a table of interactions apart; knows at which line it is.</summary>
internal sealed class FactsReader
{
    private const string Header = "first,second,severity";

    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public FactsReader() => _byText = _codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The last line that was read, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Every code of the table.</summary>
    public IEnumerable<Code> Ingredients => _codes.Values;

    /// <summary>The pairs, as written.</summary>
    public List<(Code First, Code Second, Severity Severity)> Pairs { get; } = new(1 << 16);

    public void ReadToEnd(TextReader reader)
    {
        var header = reader.ReadLine() ?? "";
        Line = 1;
        if (header != Header)
            throw Faults.BadFactsHeader(header);
        while (reader.ReadLine() is { } line)
        {
            Line++;
            Take(line);
        }
    }

    private void Take(ReadOnlySpan<char> line)
    {
        Span<Range> cells = stackalloc Range[4];
        var columns = line.Split(cells, ',');
        if (columns != 3)
            throw Faults.BadFactsColumns(Line, columns);
        var second = line[cells[1]];
        var severity = line[cells[2]];
        var first = CodeOf(line[cells[0]], "first");
        if (second.IsEmpty && severity.IsEmpty)
            return;
        var other = CodeOf(second, "second");
        Pairs.Add(severity is [>= '1' and <= '4'] ? (first, other, (Severity)(severity[0] - '0')) : throw Faults.BadFactsSeverity(Line, severity.ToString()));
    }

    private Code CodeOf(ReadOnlySpan<char> text, string column)
    {
        if (_byText.TryGetValue(text, out var known))
            return known;
        if (!IsIngredient(text))
            throw Faults.BadFactsCode(Line, column, text.ToString());
        return _byText[text] = Code.Atc(text.ToString());
    }

    private static bool IsIngredient(ReadOnlySpan<char> text) =>
        text is [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'];
}
