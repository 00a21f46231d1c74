using System.Globalization;
using System.Text.Json;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class RecommendCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private static string Example => Repository.File("docs/examples/patient.json").FullName;

    [Fact]
    public async Task The_documented_example_gets_advice()
    {
        var run = await CliRun.Of("recommend", "--run", small.Run, "--patient", Example);

        Assert.Equal(0, run.Exit);
        foreach (var words in new[] { "Proposed by cafemed", "base rate", "kept ", "Interactions among the proposed drugs", "unknown codes, too rare in training", "made-up people" })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_safe_set_is_proved_bars_what_is_contraindicated_and_says_what_was_given_up()
    {
        var (text, json) = (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--safe"),
            (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--safe", "--max-burden", "0", "--json")).Json);

        Assert.Equal(0, text.Exit);
        foreach (var words in new[] { "The safe set", "Proved: no set that the rules allow is worth more", "given up for it" })
            Assert.Contains(words, text.Out, StringComparison.Ordinal);
        var safe = json.GetProperty("safe");
        Assert.True(safe.GetProperty("certificate").GetProperty("optimal").GetBoolean());
        Assert.Equal(0, safe.GetProperty("certificate").GetProperty("burden").GetDouble());
        Assert.All(json.GetProperty("findings").EnumerateArray(), finding => Assert.True(finding.GetProperty("codes").GetArrayLength() > 2, finding.ToString()));
        Assert.Equal(2, (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--objective", "best")).Exit);
        (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--safe", "--max-burden", "-1")).Faulted("CM7060");
    }

    [Fact]
    public async Task Json_says_the_same_and_the_reasons_sum_to_the_log_odds()
    {
        var advice = (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--json")).Json;

        Assert.Equal("example-1", advice.GetProperty("patient").GetString());
        Assert.NotEmpty(advice.GetProperty("proposed").EnumerateArray());
        Assert.All(advice.GetProperty("proposed").EnumerateArray(), drug =>
        {
            var (p, sum) = (drug.GetProperty("probability").GetDouble(), drug.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("amount").GetDouble()));
            Assert.Equal(Math.Log(p / (1 - p)), sum, 1e-3);
            Assert.Equal(drug.GetProperty("logOdds").GetDouble(), sum, 1e-9);
        });
    }

    [Fact]
    public async Task It_says_how_the_set_was_chosen_and_how_probable_the_dropped_drugs_are()
    {
        var patient = small.File("dropped.json", """
            { "id": "p", "visits": [
              { "id": "a", "startedAt": "2024-01-01T10:00:00", "codes": { "medication": ["Atc:A10BA02", "Atc:B01AC06", "Atc:C03CA01", "Atc:N02BE01", "Atc:A02BC01", "Atc:N05BA06", "Atc:J01CR05", "Atc:J01XA01", "Atc:A06AD11", "Atc:N03AX12", "Atc:C10AA05", "Atc:H02AB06"] } },
              { "id": "b", "startedAt": "2024-02-01T10:00:00", "codes": { "diagnosis": ["Icd10Cm:I10"] } }] }
            """);
        var (text, json) = (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient), (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient, "--json")).Json);
        var words = string.Join(' ', text.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains($"The set: {json.GetProperty("chosen").GetProperty("means").GetString()}.", words, StringComparison.Ordinal);
        var scored = json.GetProperty("dropped").EnumerateArray().Where(drug => drug.GetProperty("probability").ValueKind == JsonValueKind.Number).ToArray();
        Assert.NotEmpty(scored);
        Assert.All(scored, drug => Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"({drug.GetProperty("code").GetString()!.Split(':')[1]}) ({drug.GetProperty("probability").GetDouble():0.00})"), words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_drug_has_an_interval_and_its_conformal_sets_and_an_answer_that_is_no_answer_is_said_to_be_one()
    {
        var stranger = small.File("stranger.json", """{"id":"s","shiftedDates":true,"visits":[{"id":"v","startedAt":"2150-01-01T10:00:00","codes":{"diagnosis":["Icd10Cm:Z999"]}}]}""");
        var text = await CliRun.Of("recommend", "--run", small.Run, "--patient", stranger);
        var json = (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--json")).Json;

        var certainty = json.GetProperty("certainty");
        var drugs = certainty.GetProperty("drugs").EnumerateArray().ToArray();
        Assert.Equal(json.GetProperty("proposed").GetArrayLength(), drugs.Count(drug => drug.GetProperty("proposed").GetBoolean()));
        Assert.True(drugs.Length > 20);
        Assert.All(drugs, drug =>
        {
            Assert.Equal(
                drug.GetProperty("probability").GetDouble() >= certainty.GetProperty("set").GetProperty("from").GetDouble(),
                drug.GetProperty("inSetsOf").EnumerateArray().Any(rate => rate.GetDouble() == 0.1));
            if (drug.GetProperty("observed") is { ValueKind: JsonValueKind.Object } observed)
                Assert.True(observed.GetProperty("lower").GetDouble() <= observed.GetProperty("upper").GetDouble());
        });
        Assert.False(certainty.GetProperty("heldApart").GetBoolean());
        Assert.True(text.Exit == 0, text.Error);
        foreach (var words in new[] { "THE MODEL WOULD RATHER NOT ANSWER: only 0 of 1 codes were understood", "Also possible", "10 %" })
            Assert.Contains(words, string.Join(' ', text.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_and_tables_of_interactions_can_be_others_than_the_runs()
    {
        var patient = small.File("somebody.json", """{ "id": "p", "visits": [{ "id": "v", "startedAt": "2024-01-01T10:00:00", "codes": { "diagnosis": ["Icd10Cm:I10"] } }] }""");
        var table = small.File("none.csv", "first,second,severity\nB01AA03,,\n");

        var silent = await CliRun.Of("recommend", "--run", small.Run, "--patient", patient, "--interactions", table, "--interactions-alone", "--set", "rules.high-priority-pair.enabled=false", "--json");

        Assert.DoesNotContain(silent.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("rule").GetString() is "interacting-pair" or "high-priority-pair");
        Assert.NotEmpty(silent.Json.GetProperty("unchecked").EnumerateArray());
    }

    [Fact]
    public async Task Allergies_are_checked_or_named_as_unchecked()
    {
        var patient = small.File("allergic.json", """
            { "id": "p", "visits": [{ "id": "v", "startedAt": "2024-01-01T10:00:00", "codes": { "diagnosis": ["Icd10Cm:I10"], "allergy": ["Atc:N02BE01", "Atc:A06AA02", "Local:bee stings"] } }] }
            """);

        var (text, json) = (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient), (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient, "--json")).Json);

        Assert.Contains("NOT checked: bee stings", text.Out, StringComparison.Ordinal);
        Assert.Equal(3, json.GetProperty("allergies").GetArrayLength());
        Assert.Single(json.GetProperty("uncheckedAllergies").EnumerateArray());
        var proposed = json.GetProperty("proposed").EnumerateArray().Select(drug => drug.GetProperty("code").GetString());
        var objected = json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("rule").GetString() == "known-allergy").SelectMany(finding => finding.GetProperty("codes").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(proposed.Where(code => code is "Atc:N02BE" or "Atc:A06AA").Order(), objected.Order());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""" "diagnosis": ["Icd10Cm:I10"] """, false)]
    [InlineData(""" "sex": ["Local:F"] """, false)]
    public async Task A_patient_of_whom_nothing_is_recorded_is_said_to_be_one(string codes, bool nothing)
    {
        var patient = small.File("nothing.json", $$"""{ "id": "p", "visits": [{ "id": "v", "startedAt": "2024-01-01T10:00:00", "codes": { {{codes}} } }] }""");

        var (text, json) = (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient), (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient, "--json")).Json);

        Assert.Equal(nothing, text.Out.Contains("Nothing is recorded of this visit", StringComparison.Ordinal));
        Assert.Equal(nothing, json.GetProperty("nothingRecorded").GetBoolean());
    }

    [Fact]
    public async Task Unknown_codes_are_listed()
    {
        var patient = small.File("unknown.json", """{ "id": "p", "visits": [{ "id": "v", "startedAt": "2024-01-01T10:00:00", "codes": { "diagnosis": ["Icd10Cm:Z9999"] } }] }""");

        var (text, json) = (await CliRun.Of("recommend", "--run", small.Run, "--patient", patient), await CliRun.Of("recommend", "--run", small.Run, "--patient", patient, "--json"));

        Assert.Contains("Icd10Cm:Z9999", text.Out, StringComparison.Ordinal);
        Assert.Equal("Icd10Cm:Z9999", json.Json.GetProperty("unknownCodes")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_dash_reads_standard_input()
    {
        var run = await CliRun.Of(["recommend", "--run", small.Run, "--patient", "-"], TestContext.Current.CancellationToken, await File.ReadAllTextAsync(Example, TestContext.Current.CancellationToken));

        Assert.Equal(0, run.Exit);
        Assert.Contains("example-1", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "CM1020")]
    [InlineData("""{ "id": "p", "visits": [] }""", "CM1027")]
    [InlineData("""{ "id": "p", "visits": [{ "id": "v", "codes": {} }] }""", "CM1023")]
    [InlineData("""{ "id": "p", "visits": [{ "id": "v", "startedAt": "2999-01-01T10:00:00", "codes": {} }] }""", "CM1029")]
    [InlineData("""{ "id": "p", "visits": [{ "id": "v", "startedAt": "2024-01-02T10:00:00", "endedAt": "2024-01-01T10:00:00", "codes": {} }] }""", "CM1030")]
    [InlineData("""{ "id": "p", "visits": [{ "id": "v", "startedAt": "2024-01-02T10:00:00", "codes": { "diagnoses": [] } }] }""", "CM1024")]
    public async Task A_wrong_patient_is_refused(string json, string code)
    {
        var run = await CliRun.Of("recommend", "--run", small.Run, "--patient", small.File("wrong.json", json), "--json");

        run.Faulted(code);
        Assert.Equal(code, run.Json.GetProperty("fault").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_named() =>
        Assert.Contains("it is a folder", (await CliRun.Of("recommend", "--run", small.Run, "--patient", small.Root)).Faulted("CM7014"), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_file_is_named() =>
        Assert.Contains("nobody.json", (await CliRun.Of("recommend", "--run", small.Run, "--patient", small.Place("nobody.json"))).Faulted("CM7013"), StringComparison.Ordinal);
}
