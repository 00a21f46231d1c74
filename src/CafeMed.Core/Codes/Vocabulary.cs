using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed;

/// <summary>A closed, ordered list of codes of one kind: the index of a code is its column in a tensor.</summary>
/// <remarks>Built on training patients only. A code that is not in it is counted by whoever looks it up and read as UNKNOWN; it is never dropped in silence.</remarks>
public sealed class Vocabulary
{
    private readonly ImmutableArray<Code> _codes;
    private readonly FrozenDictionary<Code, int> _columns;

    /// <summary>Orders <paramref name="codes"/> and gives each a column.</summary>
    public Vocabulary(CodeKind kind, IEnumerable<Code> codes)
    {
        Kind = kind;
        _codes = [.. codes.Distinct().Order()];
        _columns = _codes.Select((code, column) => (code, column)).ToFrozenDictionary(pair => pair.code, pair => pair.column);
    }

    /// <summary>What the codes say about a visit.</summary>
    public CodeKind Kind { get; }

    /// <summary>The codes by column.</summary>
    public ImmutableArray<Code> Codes => _codes;

    /// <summary>How many codes.</summary>
    public int Count => _codes.Length;

    /// <summary>The code of <paramref name="column"/>.</summary>
    public Code this[int column] => _codes[column];

    /// <summary>The column of <paramref name="code"/>, or -1 where it is unknown.</summary>
    public int IndexOf(Code code) => _columns.TryGetValue(code, out var column) ? column : -1;

    /// <summary>Writes the column of every known code of <paramref name="codes"/> into <paramref name="columns"/>, in order.</summary>
    /// <returns>How many were known (written), and how many were not.</returns>
    public (int Known, int Unknown) Fill(CodeSet codes, Span<int> columns)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var known = 0;
        foreach (var code in codes)
            if (_columns.TryGetValue(code, out var column))
                columns[known++] = column;
        return (known, codes.Count - known);
    }
}
