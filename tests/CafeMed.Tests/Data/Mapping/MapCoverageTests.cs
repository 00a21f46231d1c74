using System.IO.Compression;
using CafeMed.Data;

namespace CafeMed.Tests.Data.Mapping;

public sealed class MapCoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void Try_holdout()
    {
        var maps = new CodeMaps();
        long right = 0, other = 0, none = 0, all = 0, group = 0;
        var wrong = new List<string>();
        foreach (var row in Rows(SharedData.Require("drugmap"), "drugname_to_atc.csv").Where(row => row["atc5"].Length > 0))
        {
            var count = new[] { "rows_mimic3demo", "rows_mimic4demo", "rows_eicu_medication", "rows_eicu_admissiondrug" }.Sum(column => long.Parse(row[column]));
            var expected = maps.Drug(row["drug_string"]).Codes.Select(code => code.Value).Order().ToArray();
            var found = maps.Drug(row["drug_string"] + " prn").Codes.Select(c => c.Value).ToArray();
            all += count;
            if (found.Length == 0) { none += count; wrong.Add($"NONE {count,6} {row["drug_string"]}"); }
            else if (found.Order().SequenceEqual(expected)) right += count;
            else { if (found.Any(f => expected.Any(e => e[..5] == f[..5]))) group += count; other += count; wrong.Add($"DIFF {count,6} {row["drug_string"]}: {string.Join("|", found)} not {string.Join("|", expected)}"); }
        }
        output.WriteLine($"all {all} right {right} other {other} (same group {group}) none {none}");
        File.WriteAllLines("/tmp/holdout.txt", wrong.OrderByDescending(line => long.Parse(line[5..11])));
    }

    private static IEnumerable<Dictionary<string, string>> Rows(DirectoryInfo folder, string name)
    {
        using var raw = File.OpenRead(Path.Combine(folder.FullName, name));
        using var reader = new StreamReader(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        var header = Cells(reader.ReadLine()!);
        while (reader.ReadLine() is { } line)
            yield return header.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
    }

    private static List<string> Cells(string line) =>
        [.. System.Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups[2].Value)];
}
