using System.IO.Compression;
using System.Text.RegularExpressions;
using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>That the codes are real.</summary>
public sealed partial class SyntheticCodesTests(SyntheticPeople people) : IClassFixture<SyntheticPeople>
{
    // In WHO's index, and missing from the tables of drugs that lie beside the checkout.
    private static readonly string[] _indexOnly = ["A04AA02", "A10BJ01", "B02AA02", "R03AK06", "R03AK07"];

    [Fact]
    public void Every_code_of_a_visit_has_a_name() =>
        Assert.All(
            people.Visits.SelectMany(visit => visit.Diagnoses.Concat(visit.Procedures).Concat(visit.Medications)).Distinct(),
            code => Assert.False(string.IsNullOrWhiteSpace(SyntheticCohort.Names[code])));

    [Fact]
    public void Medications_are_ingredients_in_the_form_of_atc() =>
        Assert.All(people.Visits.SelectMany(visit => visit.Medications).Distinct(), code => Assert.Matches(Ingredient(), code.Value));

    [Fact]
    public void Diagnoses_and_procedures_are_in_the_official_tables()
    {
        var dictionary = SharedData.Require("mimic-iv-demo-2.2");
        var known = new HashSet<(string, string)>();
        foreach (var (file, ten, nine) in new[] { ("d_icd_diagnoses", "Icd10Cm", "Icd9Cm"), ("d_icd_procedures", "Icd10Pcs", "Icd9Proc") })
            foreach (var cells in Lines(Path.Combine(dictionary.FullName, "hosp", file + ".csv.gz")))
                known.Add((cells[1] == "10" ? ten : nine, cells[0].Trim()));
        foreach (var cells in Lines(Path.Combine(SharedData.Require("icd").FullName, "icd10cm-order-Jan-2021.csv.gz")).Where(cells => cells[1] == "1"))
            known.Add(("Icd10Cm", cells[0]));

        Assert.All(SyntheticCohort.Names.Keys.Where(code => code.System != CodeSystem.Atc), code => Assert.Contains((code.System.Name, code.Value), known));
    }

    [Fact]
    public void Ingredients_are_in_the_tables_of_drugs()
    {
        var known = File.ReadAllText(Path.Combine(SharedData.Require("drugmap").FullName, "ingredient_to_atc.csv"))
            + File.ReadAllText(Path.Combine(SharedData.Require("osdi-ddi").FullName, "flat", "drugs.csv"));

        Assert.All(
            SyntheticCohort.Names.Keys.Where(code => AtcLevel.Of(code) == 5 && !_indexOnly.Contains(code.Value)),
            code => Assert.Contains(code.Value, known, StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Lines(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
            yield return line.Split(',', 3);
    }

    [GeneratedRegex("^[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}$")]
    private static partial Regex Ingredient();
}
