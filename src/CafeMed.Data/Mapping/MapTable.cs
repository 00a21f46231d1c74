using System.IO.Compression;

namespace CafeMed.Data;

/// <summary>The tables of data/maps, which are embedded: read only when asked for, line by line.</summary>
internal static class MapTable
{
    public static IEnumerable<string[]> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(Open($"maps/{name}.tsv.gz"), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }

    public static Stream Open(string resource) => typeof(MapTable).Assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"The table {resource} is not embedded.");

    /// <summary>A table that has one group a line, and behind it the numbers of the group, each as the difference to the one before.</summary>
    public static Dictionary<long, string> Numbers(string name)
    {
        var groups = new Dictionary<long, string>();
        foreach (var line in Lines(name))
        {
            var number = 0L;
            foreach (var part in line[1].AsSpan().Split(' '))
                groups[number += long.Parse(line[1].AsSpan(part), System.Globalization.CultureInfo.InvariantCulture)] = line[0];
        }
        return groups;
    }
}
