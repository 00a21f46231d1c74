using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace CafeMed.Data.Names;

/// <summary>What codes are called, for people: ATC groups and ingredients, ICD-9 and ICD-10 diagnoses and procedures.</summary>
/// <remarks>
/// The tables are embedded and a system is read when its first code is asked for: some tens of milliseconds and up to 30 MB for
/// ICD-10. Safe for use by several threads. Source: data/names.
/// </remarks>
public sealed class CodeNames
{
    private const int CategoryLength = 3;

    private readonly FrozenDictionary<Code, string> _extra;
    private readonly FrozenDictionary<string, Lazy<Dictionary<string, string>>> _tables;

    /// <summary>The shipped names alone.</summary>
    public CodeNames() : this(new Dictionary<Code, string>())
    {
    }

    /// <summary>The shipped names, and <paramref name="extra"/> ones that go before them.</summary>
    public CodeNames(IReadOnlyDictionary<Code, string> extra)
    {
        _extra = extra.ToFrozenDictionary();
        CodeSystem[] shipped = [CodeSystem.Atc, CodeSystem.Icd10Cm, CodeSystem.Icd9Cm, CodeSystem.Icd10Pcs, CodeSystem.Icd9Proc];
        _tables = shipped.ToFrozenDictionary(system => system.Name, system => new Lazy<Dictionary<string, string>>(() => Read(system.Name)));
    }

    /// <summary>The systems whose names were read so far.</summary>
    public IEnumerable<string> Loaded => _tables.Where(table => table.Value.IsValueCreated).Select(table => table.Key).Order(StringComparer.Ordinal);

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
        if (table.Value.TryGetValue(code.Value, out var name))
            return name;
        return code.System == CodeSystem.Atc ? null : Category(table.Value, code.Value);
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

    private static string? Category(Dictionary<string, string> names, string value)
    {
        for (var length = value.Length - 1; length >= CategoryLength; length--)
            if (names.TryGetValue(value[..length], out var name))
                return $"{name} [{value[..length]}]";
        return null;
    }

    private static Dictionary<string, string> Read(string system)
    {
        using var packed = typeof(CodeNames).Assembly.GetManifestResourceStream($"names/{system}.tsv.gz")
            ?? throw new InvalidOperationException($"The names of {system} are not embedded.");
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            names.Add(line[..tab], line[(tab + 1)..]);
        }
        return names;
    }
}
