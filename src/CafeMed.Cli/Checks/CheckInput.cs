using System.Text.Json;
using CafeMed.Cli.Show;
using CafeMed.Serving.Checks;

namespace CafeMed.Cli.Checks;

/// <summary>Reads a list of drugs: one a line, a CSV with a column <c>drug</c>, a JSON list, or a whole request as JSON.</summary>
internal static class CheckInput
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The list.</param>
    /// <param name="file">What a fault calls it.</param>
    /// <exception cref="CafeMedException"><c>CM7051</c>: it is none of these.</exception>
    public static CheckRequest Read(string text, string file)
    {
        var begin = text.AsSpan().TrimStart().TrimStart('\uFEFF');
        if (begin is ['[', ..] or ['{', ..])
            return Json(text.TrimStart('\uFEFF'), file);
        var lines = text.Split('\n').Select(line => line.Trim().TrimStart('\uFEFF')).ToArray();
        var first = Array.FindIndex(lines, line => line.Length > 0);
        var columns = first < 0 ? [] : Cells(lines[first]);
        return Array.FindIndex(columns, IsDrugColumn) is >= 0 and var at
            ? Csv(lines, first, columns.Length, at, file)
            : new CheckRequest([.. lines.Where(line => line.Length > 0 && !line.StartsWith('#'))]);
    }

    private static CheckRequest Json(string text, string file)
    {
        try
        {
            return text.TrimStart().StartsWith('[') ? new CheckRequest(JsonText.Read<string[]>(text)) : JsonText.Read<CheckRequest>(text);
        }
        catch (JsonException exception)
        {
            throw CheckFaults.BadList(file, exception.LineNumber is { } line ? $", line {line + 1}" : "", $"the JSON is no list of drugs ({exception.Message.Split('.')[0]})", exception);
        }
    }

    private static CheckRequest Csv(string[] lines, int first, int width, int at, string file)
    {
        var drugs = new List<string>();
        for (var number = first + 1; number < lines.Length; number++)
        {
            if (lines[number].Length == 0)
                continue;
            var cells = Cells(lines[number]);
            if (cells.Length != width)
                throw CheckFaults.BadList(file, $", line {number + 1}", $"{cells.Length} cell(s) instead of {width}");
            drugs.Add(cells[at]);
        }
        return new CheckRequest(drugs);
    }

    private static bool IsDrugColumn(string name) => name.ToLowerInvariant() is "drug" or "medication" or "name" or "atc" or "atc5" or "code";

    private static string[] Cells(string line)
    {
        var (cells, from, quoted) = (new List<string>(), 0, false);
        for (var i = 0; i <= line.Length; i++)
            if (i == line.Length || line[i] == ',' && !quoted)
            {
                cells.Add(line[from..i].Trim().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal));
                from = i + 1;
            }
            else if (line[i] == '"')
                quoted = !quoted;
        return [.. cells];
    }
}
