using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;

namespace CafeMed.Data.Names;

/// <summary>The names of one system: looked for in the packed table while few are asked for, read whole after that.</summary>
internal sealed class NameTable
{
    private const int CategoryLength = 3;

    // To read ICD-10 whole costs about as much as to look through it four times.
    private const int Singles = 4;

    private readonly CodeSystem _system;
    private readonly Lazy<Dictionary<string, string>> _all;
    private readonly ConcurrentDictionary<string, string?> _found = new(StringComparer.Ordinal);
    private int _asked;

    public NameTable(CodeSystem system) => (_system, _all) = (system, new(Read));

    /// <summary>Whether all names were read.</summary>
    public bool IsWhole => _all.IsValueCreated;

    /// <summary>The name of a code; of an ICD code without one, that of the nearest code above it, with that code in brackets.</summary>
    public string? Of(string value)
    {
        // The groups of ATC are few, and a list of drugs asks for many of them.
        if (_system == CodeSystem.Atc)
            return _all.Value.GetValueOrDefault(value);
        if (IsWhole)
            return InAll(value);
        if (_found.TryGetValue(value, out var found))
            return found;
        if (Interlocked.Increment(ref _asked) > Singles)
            return InAll(value);
        found = Single(value);
        _found[value] = found;
        return found;
    }

    private static string Above(string name, string code) => $"{name} [{code}]";

    private string? InAll(string value)
    {
        if (_all.Value.TryGetValue(value, out var own))
            return own;
        for (var length = value.Length - 1; length >= CategoryLength; length--)
            if (_all.Value.TryGetValue(value[..length], out var name))
                return Above(name, value[..length]);
        return null;
    }

    // The table is in order, so what stands above a code comes before it, the longest last.
    private string? Single(string value)
    {
        using var packed = Open();
        using var reader = new StreamReader(packed, Encoding.UTF8, false, 1 << 16);
        string? near = null;
        while (reader.ReadLine() is { } line)
        {
            var code = line.AsSpan(0, line.IndexOf('\t', StringComparison.Ordinal));
            var order = code.CompareTo(value, StringComparison.Ordinal);
            if (order == 0)
                return line[(code.Length + 1)..];
            if (order > 0)
                break;
            if (code.Length >= CategoryLength && value.AsSpan().StartsWith(code, StringComparison.Ordinal))
                near = Above(line[(code.Length + 1)..], code.ToString());
        }
        return near;
    }

    private Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(Open(), Encoding.UTF8);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            names.Add(line[..tab], line[(tab + 1)..]);
        }
        return names;
    }

    private GZipStream Open() => new(typeof(CodeNames).Assembly.GetManifestResourceStream($"names/{_system.Name}.tsv.gz")
        ?? throw new InvalidOperationException($"The names of {_system.Name} are not embedded."), CompressionMode.Decompress);
}
