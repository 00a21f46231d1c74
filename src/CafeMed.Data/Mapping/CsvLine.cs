using System.Text;

namespace CafeMed.Data;

/// <summary>One line of comma-separated values, with double quotes around values that hold commas or quotes.</summary>
internal static class CsvLine
{
    public static IReadOnlyList<string> Split(string line)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                value.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
                value.Append(line[i]);
        values.Add(value.ToString());
        return values;
    }
}
