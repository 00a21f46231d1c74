using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>The user's maps together: of two files that know a code, the later one answers.</summary>
internal sealed class OwnMaps
{
    private readonly Dictionary<Code, (ImmutableArray<Code> To, MapFile File)> _entries = [];
    private readonly Dictionary<string, Code> _phrases = new(StringComparer.Ordinal);

    public OwnMaps(ImmutableArray<MapFile> files)
    {
        Files = files;
        foreach (var file in files)
            foreach (var group in file.Entries.GroupBy(entry => entry.From))
                _entries[group.Key] = ([.. group.Select(entry => entry.To).Distinct()], file);
        foreach (var from in _entries.Keys.Where(code => code.System == MapFile.Name))
            if (DrugWords.Key(from.Value) is { Length: > 0 } key)
                _phrases[key] = from;
        foreach (var (from, entry) in _entries)
            RefuseCircles([from], entry.File);
    }

    public ImmutableArray<MapFile> Files { get; }

    public IEnumerable<KeyValuePair<Code, (ImmutableArray<Code> To, MapFile File)>> Entries => _entries;

    public (ImmutableArray<Code> To, MapFile File)? Of(Code code) => _entries.TryGetValue(code, out var entry) ? entry : null;

    /// <summary>The entry whose drug has the words <paramref name="key"/>.</summary>
    public Code? Phrase(string key) => _phrases.TryGetValue(key, out var code) ? code : null;

    private void RefuseCircles(ImmutableArray<Code> path, MapFile file)
    {
        if (Of(path[^1]) is not { } entry)
            return;
        foreach (var next in entry.To)
            if (path.Contains(next))
                throw MappingFaults.MapsInACircle(
                    entry.File.Path, entry.File.Entries.First(line => line.From == path[^1] && line.To == next).Line, path.Append(next).Select(code => code.ToString()));
            else
                RefuseCircles(path.Add(next), file);
    }
}
