using System.Collections.Immutable;
using CafeMed.Data;
using CsCheck;

namespace CafeMed.Tests.Data.Mapping;

public sealed class CodeMapsTests
{
    private static readonly CodeMaps s_maps = new();

    private static readonly Gen<string> Text = Generate.OneOf(
            "warfarin", "Lipitor", "hydrochlorothiazide", "lisinopril", "sodium", "25", "mg", "tab", "(", ")", "[", "-", "/", ": ", " : ", ".", "%", "in d5w", "and", "'", "ophth", ",", "x")
        .Array[0, 8].Select(words => string.Join(' ', words));

    [Theory]
    [InlineData("ibuprofen 400 mg tab", "M01AE01")]
    [InlineData("Indocin", "M01AB01")]
    [InlineData("Aleve", "M01AE02")]
    [InlineData("isotretinoin", "D10BA01")]
    [InlineData("isotretinoin gel", "D10AD04")]
    [InlineData("D5W", "B05BA03")]
    [InlineData("OXYCODONE/APAP 5MG/325MG", "N02AA05 N02BE01")]
    [InlineData("HYDROCODONE/APAP 5MG/325MG", "N02BE01 R05DA03")]
    [InlineData("POTASSIUM CHL 20 MEQ / 1000 ML D5NS", "A12BA01 A12CA01 B05BA03")]
    [InlineData("Imitrex", "N02CC01")]
    [InlineData("Nardil 15 mg", "N06AF03")]
    [InlineData("cefuroxime 500 mg tablet", "J01DC02")]
    public void A_name_means_its_usual_form_with_all_its_ingredients(string drug, string codes) =>
        Assert.Equal(codes, string.Join(' ', new CodeMaps().Drug(drug).Codes.Select(code => code.Value)));

    [Fact]
    public void Every_decision_about_a_usual_code_is_what_the_words_say()
    {
        var rows = File.ReadLines(Repository.File("data/maps/usual-codes.csv").FullName).Skip(1).Select(line => line.Split(',')).ToArray();
        var maps = new CodeMaps();

        Assert.InRange(rows.Length, 60, 200);
        Assert.All(rows, row => Assert.Equal([Code.Atc(row[1])], maps.Drug($"{row[0]} 1 mg").Codes));
    }

    [Theory]
    [InlineData("Metoprolol Tartrate 25 mg tab", "C07AB02")]
    [InlineData("metoprolol succinate ER 50 MG 24 HR Oral Tablet", "C07AB02")]
    [InlineData("atorvastatin 40 mg", "C10AA05")]
    [InlineData("atorvastatin calcium 80mg tablets", "C10AA05")]
    [InlineData("Lipitor", "C10AA05")]
    [InlineData("LIPITOR 20 MG", "C10AA05")]
    [InlineData("HYDROmorphone (Dilaudid)", "N02AA03")]
    [InlineData("Dilaudid (hydromorphone)", "N02AA03")]
    [InlineData("1 EACH PACKAGE CUSTOM NDC : APIXABAN 2.5 MG PO TABS (HALF-TAB)", "B01AF02")]
    [InlineData("Tylenol 500mg", "N02BE01")]
    [InlineData("paracetamol", "N02BE01")]
    [InlineData("Heparin 25,000 units in D5W 250 mL", "B01AB01")]
    [InlineData("insulin glargine 100 UNT/ML Injectable Solution [Lantus]", "A10AE04")]
    [InlineData("Warfarin Sodium 5 MG Oral Tablet", "B01AA03")]
    [InlineData("vancomycin 1 g IVPB", "J01XA01")]
    [InlineData("Potassium chloride 20 mEq ER tab", "A12BA01")]
    public void A_drug_is_found_without_its_salt_dose_form_and_route(string text, string code) =>
        Assert.Equal([Code.Atc(code)], s_maps.Drug(text).Codes);

    [Theory]
    [InlineData("lisinopril-hydrochlorothiazide 20-12.5 mg tablet", "C03AA03", "C09AA03")]
    [InlineData("Acetaminophen 325 MG / HYDROcodone Bitartrate 7.5 MG Oral Tablet", "N02BE01", "R05DA03")]
    [InlineData("Norco", "N02BE01", "R05DA03")]
    [InlineData("amlodipine besylate and benazepril hcl 5/10 mg caps", "C08CA01", "C09AA07")]
    public void A_combination_has_the_codes_of_all_its_ingredients(string text, params string[] codes) =>
        Assert.Equal(codes.Select(Code.Atc), s_maps.Drug(text).Codes);

    [Theory]
    [InlineData("piperacillin 4 g / tazobactam 0.5 g injection", "J01CR05")]
    [InlineData("Zosyn 3.375 g IV", "J01CR05")]
    [InlineData("amoxicillin-clavulanate potassium 875-125 mg tab", "J01CR02")]
    [InlineData("carbidopa-levodopa 25-100 mg", "N04BA02")]
    public void A_combination_with_a_code_of_its_own_has_that_one_alone(string text, string code) =>
        Assert.Equal([Code.Atc(code)], s_maps.Drug(text).Codes);

    [Theory]
    [InlineData("timolol 0.5% ophth soln", "S01ED01")]
    [InlineData("timolol 10 mg tab", "C07AA06")]
    [InlineData("dexamethasone 0.1% ophthalmic suspension", "S01BA01")]
    [InlineData("dexamethasone 4 mg po", "H02AB02")]
    [InlineData("budesonide 0.5 mg neb", "R03BA02")]
    [InlineData("diclofenac topical gel 1 %", "M02AA15")]
    public void Where_a_drug_is_put_decides_between_its_codes(string text, string code) =>
        Assert.Equal([Code.Atc(code)], s_maps.Drug(text).Codes);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("warfarin education")]
    [InlineData("no such drug")]
    [InlineData("sodium")]
    [InlineData("25 mg tablet")]
    [InlineData("study drug 1234")]
    [InlineData("lipitor or placebo")]
    public void What_is_not_understood_word_for_word_has_no_code(string text)
    {
        var answer = s_maps.Drug(text);

        Assert.Empty(answer.Codes);
        Assert.Equal(DrugBasis.Unknown, answer.Basis);
    }

    [Fact]
    public void Whatever_the_text_case_and_spaces_do_not_matter_and_nothing_breaks() => Text.Sample(text =>
    {
        var answer = s_maps.Drug(text);

        Assert.Equal(answer.Codes, s_maps.Drug($"  {text.ToUpperInvariant().Replace(" ", "   ", StringComparison.Ordinal)} ").Codes);
        Assert.Equal(answer.Codes.IsEmpty, answer.Basis == DrugBasis.Unknown);
        Assert.All(answer.Codes, code => Assert.Equal(5, AtcLevel.Of(code)));
    });

    [Fact]
    public void Any_code_of_any_system_has_an_answer_or_none() => Gen.Select(Generate.OneOf([.. CodeSystem.Known, MapFile.Hicl, MapFile.Name]), Gen.String).Sample((system, value) =>
        Assert.All(s_maps.ToAtc(new Code(system, value)), code => Assert.Equal(CodeSystem.Atc, code.System)));

    [Fact]
    public void An_answer_says_its_ingredients_and_how_it_was_found()
    {
        var words = s_maps.Drug("Percocet 5-325 mg tablet");

        Assert.Equal(["acetaminophen", "oxycodone"], words.Ingredients);
        Assert.Equal(DrugBasis.Words, words.Basis);
        Assert.Equal(DrugBasis.WholeText, s_maps.Drug("warfarin").Basis);
    }

    [Theory]
    [InlineData("0071-0155-23", "C10AA05")]
    [InlineData("00071015523", "C10AA05")]
    [InlineData("71015523", "C10AA05")]
    [InlineData("715523", "")]
    [InlineData("071015523", "C10AA05")]
    [InlineData("710155-23-1", "")]
    [InlineData("00000000000", "")]
    [InlineData("0071-0155-2X", "")]
    public void An_NDC_leads_by_way_of_RxNorm_to_ATC(string ndc, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [Code.Atc(code)], s_maps.ToAtc(new Code(CodeSystem.Ndc, ndc)));

    [Fact]
    public void RxNorm_has_ingredients_drugs_and_brands()
    {
        Assert.Equal("617314", s_maps.RxNormOf("0071-0155-23"));
        Assert.Equal([Code.Atc("B01AA03")], s_maps.ToAtc(new Code(CodeSystem.RxNorm, "11289")));
        Assert.Equal([Code.Atc("C10AA05")], s_maps.ToAtc(new Code(CodeSystem.RxNorm, "83367")));
        Assert.Empty(s_maps.ToAtc(new Code(CodeSystem.RxNorm, "999999999")));
        Assert.Empty(s_maps.ToAtc(new Code(CodeSystem.RxNorm, "warfarin")));
    }

    [Fact]
    public void HICL_and_ATC_lead_to_ATC_and_SNOMED_has_no_shipped_map()
    {
        Assert.Equal([Code.Atc("B01AA03")], s_maps.ToAtc(new Code(MapFile.Hicl, "2812")));
        Assert.Equal([Code.Atc("B01AA03")], s_maps.ToAtc(Code.Atc("B01AA03")));
        Assert.Empty(s_maps.ToAtc(new Code(CodeSystem.Snomed, "372756006")));
        Assert.Empty(s_maps.Translate(new Code(CodeSystem.Snomed, "44054006"), CodeSystem.Icd10Cm));
    }

    [Fact]
    public void Every_shipped_code_is_of_level_five()
    {
        var names = MapLines("drug-names").Where(line => line[0] is "i" or "c").SelectMany(line => line[2].Split('|')).Where(code => code.Length > 0);
        var numbers = MapLines("rxnorm-atc").SelectMany(line => line[0].Split('|'));

        Assert.All(names.Concat(numbers).Distinct(), code => Assert.Equal(5, AtcLevel.Of(Code.Atc(code))));
    }

    [Fact]
    public void The_manifest_has_the_hash_and_the_rows_of_every_file()
    {
        var folder = Repository.File("data/maps/maps.json").Directory!;

        Assert.All(CodeMaps.Shipped(), map =>
        {
            var file = Path.GetFullPath(Path.Combine(folder.FullName, map.File));
            Assert.Equal(map.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
            Assert.InRange(new FileInfo(file).Length, 1, 700_000);
        });
        Assert.Equal(
            folder.EnumerateFiles("*.tsv.gz").Select(file => file.Name).Order(StringComparer.Ordinal),
            CodeMaps.Shipped().Where(map => !map.File.StartsWith("..", StringComparison.Ordinal)).Select(map => map.File).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> MapLines(string name)
    {
        using var file = Repository.File($"data/maps/{name}.tsv.gz").OpenRead();
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToImmutableArray();
    }
}
