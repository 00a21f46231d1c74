using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Names_doses_allergy_and_diagnosis_are_read()
    {
        var run = await CliRun.Of("check", "warfarin", "ibuprofen", "atorvastatin 40 mg", "--allergy", "penicillin", "--diagnosis", "N18.6");

        Assert.Equal(0, run.Exit);
        Assert.Contains("warfarin (B01AA03) with ibuprofen (M01AE01): not recommended; bleeding is more likely.", Flat(run.Out), StringComparison.Ordinal);
        Assert.Contains("3 of 3 drugs known", run.Out, StringComparison.Ordinal);
        Assert.Contains("not that it is safe", Flat(run.Out), StringComparison.Ordinal);
        Assert.Contains("End stage renal disease", run.Out, StringComparison.Ordinal);
        Assert.Contains("Source:", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Atc:B01AA03", "B01AA03")]
    [InlineData("b01aa03", "B01AA03")]
    [InlineData("RxNorm:11289", "B01AA03")]
    [InlineData("11289", "B01AA03")]
    [InlineData("Coumadin 5 mg", "B01AA03")]
    [InlineData("ibuprofen", "M01AE01")]
    [InlineData("B01AA", "B01AA")]
    public async Task A_drug_is_a_name_a_brand_an_RxCUI_or_a_code(string text, string code)
    {
        var run = await CliRun.Of("check", text, "--json");

        Assert.Equal([$"Atc:{code}"], run.Json.GetProperty("drugs")[0].GetProperty("codes").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_name_that_is_not_understood_is_not_guessed()
    {
        var run = await CliRun.Of("check", "warfrin", "ibuprofen", "--json");

        Assert.Equal(3, run.Exit);
        Assert.Contains("CM7057", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'warfarin'?", run.Error, StringComparison.Ordinal);
        Assert.Equal("warfarin", run.Json.GetProperty("notUnderstood")[0].GetProperty("nearest").GetString());
        Assert.Equal(1, run.Json.GetProperty("of").GetInt32());
        Assert.Equal(0, (await CliRun.Of("check", "warfrin", "ibuprofen", "--allow-unknown")).Exit);
    }

    [Fact]
    public async Task What_the_tables_do_not_know_is_said()
    {
        var run = await CliRun.Of("check", "warfarin", "ketorolac", "levetiracetam");

        Assert.Contains("1 of 3 drugs known to the interaction tables; no statement about 2: ketorolac, levetiracetam (but for single facts about ketorolac). That is not the same as safe.", Flat(run.Out), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contraindicated", 0)]
    [InlineData("warning", 5)]
    [InlineData("note", 5)]
    public async Task The_exit_code_is_5_from_the_given_level_on(string level, int exit) =>
        Assert.Equal(exit, (await CliRun.Of("check", "warfarin", "ibuprofen", "--fail-on", level)).Exit);

    [Fact]
    public async Task An_unknown_level_is_a_fault() => (await CliRun.Of("check", "warfarin", "--fail-on", "warnin")).Faulted("CM7058");

    [Theory]
    [InlineData("warfarin\nibuprofen\n")]
    [InlineData("# my list\n\nwarfarin\nibuprofen 400 mg\n")]
    [InlineData("drug,dose\n\"warfarin\",5\nibuprofen,400\n")]
    [InlineData("[\"warfarin\", \"ibuprofen\"]")]
    [InlineData("{\"drugs\": [\"warfarin\", \"ibuprofen\"], \"diagnoses\": [\"I10\"]}")]
    public async Task A_list_is_lines_CSV_or_JSON_from_a_file_or_from_standard_input(string text)
    {
        var file = await CliRun.Of("check", "--file", _folder.Write("list.txt", text).FullName, "--json");
        var input = await CliRun.Of(["check", "-", "--json"], TestContext.Current.CancellationToken, text);

        Assert.Equal(2, file.Json.GetProperty("of").GetInt32());
        Assert.Equal(file.Out, input.Out);
        Assert.Equal("warning", file.Json.GetProperty("findings")[0].GetProperty("severity").GetString());
    }

    [Theory]
    [InlineData("drug,dose\nwarfarin\n", "line 2")]
    [InlineData("[\"warfarin\"", "JSON")]
    [InlineData("{\"drug\": []}", "JSON")]
    public async Task A_malformed_list_is_a_fault_with_its_place(string text, string place) =>
        Assert.Contains(place, (await CliRun.Of("check", "--file", _folder.Write("list.txt", text).FullName)).Faulted("CM7051"), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_list_and_an_empty_one_are_faults()
    {
        (await CliRun.Of("check", "--file", _folder.File("none").FullName)).Faulted("CM7050");
        (await CliRun.Of("check", "--file", _folder.Write("empty.txt", "\n\n").FullName)).Faulted("CM6010");
        (await CliRun.Of("check")).Faulted("CM6010");
    }

    [Theory]
    [InlineData("V22.1", "of ICD-9 and of ICD-10")]
    [InlineData("nonsense", "no ICD code")]
    [InlineData("N1.86", "dot")]
    [InlineData("Snomed:1", "Snomed")]
    public async Task A_diagnosis_that_is_none_or_of_two_systems_is_a_fault(string text, string why) =>
        Assert.Contains(why, (await CliRun.Of("check", "warfarin", "--diagnosis", text)).Faulted("CM6011"), StringComparison.Ordinal);

    [Fact]
    public async Task The_same_drug_under_two_names_is_found()
    {
        var run = await CliRun.Of("check", "warfarin", "Coumadin", "--json");

        Assert.Equal("duplicate-therapy", run.Json.GetProperty("findings")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Alternatives_are_offered_with_their_codes()
    {
        var run = await CliRun.Of("check", "simvastatin", "clarithromycin", "--json");
        var offered = run.Json.GetProperty("findings")[0].GetProperty("alternatives").EnumerateArray()
            .First(one => one.GetProperty("for").GetString() == "Atc:C10AA01").GetProperty("drugs").EnumerateArray().Select(one => one.GetProperty("code").GetString());

        Assert.All(offered, code => Assert.StartsWith("Atc:C10AA", code, StringComparison.Ordinal));
        Assert.NotEmpty(offered);
    }

    [Fact]
    public async Task A_table_of_the_users_counts_beside_or_alone_and_both_levels_are_shown()
    {
        var file = _folder.Write("mine.csv", "first,second,severity,mechanism,citation\nB01AA03,M01AE01,4,bleeding,house rule 7\n").FullName;

        var beside = await CliRun.Of("check", "warfarin", "ibuprofen", "--interactions", file);
        var alone = await CliRun.Of("check", "warfarin", "ibuprofen", "metformin", "--interactions", file, "--interactions-alone", "--json");

        Assert.Contains("Sources differ, and the higher level counts: contraindicated (house rule 7)", Flat(beside.Out), StringComparison.Ordinal);
        Assert.Equal("house rule 7", alone.Json.GetProperty("findings")[0].GetProperty("source").GetString());
        Assert.Equal(2, alone.Json.GetProperty("known").GetInt32());
    }

    [Fact]
    public async Task The_fields_side_effects_and_adjacency_are_read()
    {
        _folder.Write("drug-atc.csv", "CID000000001,A10BA02\nCID000000002,H03AA01\n");
        var pairs = _folder.Write("drug-DDI.csv", "STITCH 1,STITCH 2,Polypharmacy Side Effect,Side Effect Name\nCID000000001,CID000000002,C1,nausea\n").FullName;
        _folder.Write("voc_final.pkl", "(lp0\nVA10B\naVH03A\na.");
        var matrix = _folder.Write("ddi_A_final.pkl", "(lp0\n(lp1\nI0\naI1\naa(lp2\nI1\naI0\naa.").FullName;

        foreach (var file in new[] { pairs, matrix })
        {
            var run = await CliRun.Of("check", "metformin", "levothyroxine", "--interactions", file, "--interactions-level", "caution", "--json");
            Assert.Contains(run.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("source").GetString() == Path.GetFileName(file) && finding.GetProperty("severity").GetString() == "caution");
        }
    }

    [Fact]
    public async Task Files_of_the_field_without_what_belongs_to_them_are_faults()
    {
        var pairs = _folder.Write("drug-DDI.csv", "STITCH 1,STITCH 2,Side Effect Name\nCID000000001,CID000000002,nausea\n").FullName;
        var matrix = _folder.Write("ddi_A_final.pkl", "(lp0\n(lp1\nI0\naa.").FullName;

        (await CliRun.Of("check", "warfarin", "--interactions", pairs)).Faulted("CM4016");
        (await CliRun.Of("check", "warfarin", "--interactions", matrix)).Faulted("CM7059");
        (await CliRun.Of("check", "warfarin", "--interactions", _folder.Write("bad.csv", "first,second,severity\nB01AA03,M01AE,3\n").FullName)).Faulted("CM4004");
    }

    [Fact]
    public async Task Rules_are_switched_and_relevelled()
    {
        var file = _folder.Write("rules.yaml", "rules:\n  interacting-pair:\n    enabled: false\n").FullName;

        Assert.Empty((await CliRun.Of("check", "warfarin", "ibuprofen", "--config", file, "--json")).Json.GetProperty("findings").EnumerateArray());
        var run = await CliRun.Of("check", "warfarin", "ibuprofen", "--set", "rules.interacting-pair.severity=note", "--json");
        Assert.Equal("note", run.Json.GetProperty("findings")[0].GetProperty("severity").GetString());
        (await CliRun.Of("check", "warfarin", "--set", "rules.many-drug.enabled=false")).Faulted("CM2002");
        (await CliRun.Of("check", "warfarin", "--set", "rules.many-drugs.loud=true")).Faulted("CM3002");
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    public void Dispose() => _folder.Dispose();
}
