using System.IO.Compression;
using System.Text.RegularExpressions;
using CafeMed.Data;

namespace CafeMed.Tests.Data.Mapping;

/// <summary>How much of the open data sets' drug rows the shipped maps know: what docs/mappings.md says.</summary>
public sealed partial class MapCoverageTests(ITestOutputHelper output)
{
    private readonly CodeMaps _maps = new();

    [Fact]
    public void MIMIC_III() => Check("mimic-iii-demo-1.4", "csv.gz/PRESCRIPTIONS.csv.gz", 0.9465, 0.9873, row => row["drug_type"] != "BASE",
        row => Known(row["drug"]) || Known(row["drug_name_generic"]) || _maps.ToAtc(new Code(CodeSystem.Ndc, row["ndc"])).Length > 0);

    [Fact]
    public void MIMIC_IV() => Check("mimic-iv-demo-2.2", "hosp/prescriptions.csv.gz", 0.9384, 0.9844, row => row["drug_type"] != "BASE", row => Known(row["drug"]));

    [Fact]
    public void EICU() => Check("eicu-demo-2.0", "csv/medication.csv.gz", 0.9191, 0.9399,
        row => row["drugordercancelled"] != "Yes" && (row["drugname"].Length > 0 || row["drughiclseqno"] is not ("" or "0")),
        row => Known(row["drugname"]) || Known($"HICL:{row["drughiclseqno"]}"));

    /// <summary>A word that is no drug's and stands in no string of the table leaves the reading of words alone to answer.</summary>
    [Fact]
    public void Words_alone_agree_with_the_table_of_whole_strings()
    {
        long right = 0, other = 0, none = 0;
        foreach (var row in Rows("drugmap", "drugname_to_atc.csv").Where(row => row["atc5"].Length > 0))
        {
            var rows = row.Where(cell => cell.Key.StartsWith("rows_", StringComparison.Ordinal)).Sum(cell => long.Parse(cell.Value));
            var words = _maps.Drug($"{row["drug_string"]} prn");
            if (words.Codes.IsEmpty)
                none += rows;
            else if (words.Codes.SequenceEqual(_maps.Drug(row["drug_string"]).Codes.Order()))
                right += rows;
            else
                other += rows;
        }
        double all = right + other + none;

        output.WriteLine($"{all} rows: the same codes {right / all:0.0000}, other codes {other / all:0.0000}, no code {none / all:0.0000}");
        Assert.InRange(right / all, 0.92, 1);
        Assert.InRange(other / all, 0, 0.035);
    }

    private void Check(string folder, string file, double plain, double eligible, Func<Dictionary<string, string>, bool> counts, Func<Dictionary<string, string>, bool> known)
    {
        var rows = Rows(folder, file).Select(row => (Counts: counts(row), Known: known(row))).ToList();
        var (all, some) = (Share(rows), Share([.. rows.Where(row => row.Counts)]));

        output.WriteLine($"{rows.Count} rows {all:0.0000}, {rows.Count(row => row.Counts)} eligible {some:0.0000}");
        Assert.Equal(plain, all, 0.0002);
        Assert.Equal(eligible, some, 0.0002);
    }

    private bool Known(string drug) => !_maps.Drug(drug).Codes.IsEmpty;

    private static double Share(List<(bool Counts, bool Known)> rows) => (double)rows.Count(row => row.Known) / rows.Count;

    private static IEnumerable<Dictionary<string, string>> Rows(string folder, string name)
    {
        using var raw = File.OpenRead(Path.Combine(SharedData.Require(folder).FullName, name));
        using var reader = new StreamReader(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        var header = Cells(reader.ReadLine()!);
        while (reader.ReadLine() is { } line)
            yield return header.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
    }

    private static List<string> Cells(string line) =>
        [.. Cell().Matches(line).Select(match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups[2].Value)];

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex Cell();
}
