using System.IO.Compression;
using System.Text;

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
        using var packed = new GZipStream(Open($"maps/{name}.tsv.gz"), CompressionMode.Decompress);
        using var target = new MemoryStream();
        packed.CopyTo(target);
        var text = target.GetBuffer().AsSpan(0, (int)target.Length);
        var groups = new Dictionary<long, string>(text.Count((byte)' ') + text.Count((byte)'\n'));
        while (text.IndexOf((byte)'\n') is > 0 and var end)
        {
            Add(groups, text[..end]);
            text = text[(end + 1)..];
        }
        return groups;
    }

    private static void Add(Dictionary<long, string> groups, ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        var group = Encoding.ASCII.GetString(line[..tab]);
        var (number, difference) = (0L, 0L);
        foreach (var digit in line[(tab + 1)..])
            if (digit == ' ')
            {
                groups[number += difference] = group;
                difference = 0;
            }
            else
                difference = 10 * difference + digit - '0';
        groups[number + difference] = group;
    }
}
