
namespace CafeMed.Data.Names;

/// <summary>What codes are called, for people: ATC groups and ingredients, ICD-9 and ICD-10 diagnoses and procedures.</summary>
/// <remarks>
/// The tables are embedded. The first few codes of a system of ICD are looked for in its packed table; whoever asks for more has it read whole, which takes
/// some tens of milliseconds and up to 30 MB. Safe for use by several threads. Source: data/names.
/// </remarks>
public sealed class CodeNames
{
    private readonly Dictionary<Code, string> _extra;
    private readonly Dictionary<string, NameTable> _tables;

    /// <summary>The shipped names alone.</summary>
    public CodeNames() : this(new Dictionary<Code, string>())
    {
    }

    /// <summary>The shipped names, and <paramref name="extra"/> ones that go before them.</summary>
    public CodeNames(IReadOnlyDictionary<Code, string> extra)
    {
        _extra = new(extra);
        CodeSystem[] shipped = [CodeSystem.Atc, CodeSystem.Icd10Cm, CodeSystem.Icd9Cm, CodeSystem.Icd10Pcs, CodeSystem.Icd9Proc];
        _tables = shipped.ToDictionary(system => system.Name, system => new NameTable(system));
    }

    /// <summary>The systems whose names were read whole so far.</summary>
    public IEnumerable<string> Loaded => _tables.Where(table => table.Value.IsWhole).Select(table => table.Key).Order(StringComparer.Ordinal);

    /// <summary>The name of <paramref name="code"/>, or <see langword="null"/> where none is known.</summary>
    /// <remarks>
    /// A local code is its own name. An ICD code without a title has the title of the nearest code above it, with that code in brackets:
    /// <c>Type 2 diabetes mellitus [E11]</c>.
    /// </remarks>
    public string? Of(Code code)
    {
        if (_extra.TryGetValue(code, out var own))
            return own;
        if (!_tables.TryGetValue(code.System.Name, out var table))
            return code.System == CodeSystem.Local ? code.Value : null;
        return table.Of(code.Value);
    }

    /// <summary>The name of <paramref name="code"/>, or its value where no name is known.</summary>
    public string Label(Code code) => Of(code) ?? code.Value;

    /// <summary>The label in at most <paramref name="width"/> characters, at least 1; what was cut shows as an ellipsis.</summary>
    public string Trimmed(Code code, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var label = Label(code);
        if (label.Length <= width)
            return label;
        var cut = label.LastIndexOf(' ', width - 1);
        // A word is kept whole unless that would lose more than a third of the room.
        return $"{label[..(cut >= width * 2 / 3 ? cut : width - 1)].TrimEnd(' ', ',', ';')}…";
    }
}
