using CafeMed.Data.Legacy;
using CafeMed.Tests.Data.Pickle;

namespace CafeMed.Tests.Data.Legacy;

public sealed class LegacyPicklesTests : IDisposable
{
    private readonly TinyLegacy _tiny = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public async Task Lists_become_visits_in_their_order_with_codes_by_the_form_of_their_words()
    {
        var (cohort, _) = await Import.RunAsync("legacy", _tiny.Root, _ct);

        Assert.Equal(["00000000", "00000001"], cohort.Patients.Select(patient => patient.Id));
        var (first, second) = (cohort.Patients[0].Visits[0], cohort.Patients[0].Visits[1]);
        Assert.Equal([new(CodeSystem.Icd9Cm, "4019"), new(CodeSystem.Icd9Cm, "V3001")], first.Diagnoses);
        Assert.Equal([new(CodeSystem.Icd9Proc, "3893")], first.Procedures);
        Assert.Equal([Code.Atc("A01A"), Code.Atc("B01A")], first.Medications);
        Assert.Equal(3, AtcLevel.Of(first.Medications[0]));
        Assert.Equal([new(CodeSystem.Icd9Cm, "E8788")], second.Diagnoses);
        Assert.Empty(second.Procedures);
        Assert.Equal(TimeSpan.FromDays(1), second.StartedAt - first.StartedAt);
    }

    [Fact]
    public async Task The_receipt_says_that_times_are_made_up_and_which_tables_were_used()
    {
        _tiny.Write("ehr_adj_final.pkl", TinyPickle.Of(new double[3, 3]));
        _tiny.Write("diag_med_effect.csv", "name,A01A,B01A,C09A\n4019,0.1,0,0.2\nV3001,0,0,1\n");

        var (cohort, receipt) = await Import.RunAsync("legacy", _tiny.Root, _ct);

        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        Assert.Contains("no gaps of time", receipt.Tables.Single(table => table.Table == "times of visits").Dropped.Single().Reason, StringComparison.Ordinal);
        Assert.Equal((11, 11), (receipt.Tables.Single(table => table.Table == "records_final").Rows, receipt.Tables.Single(table => table.Table == "records_final").Used));
        Assert.Equal(3, receipt.Tables.Single(table => table.Table == "ddi_A_final").Used);
        Assert.Equal(3, receipt.Tables.Single(table => table.Table == "ehr_adj_final").Dropped.Single().Rows);
        Assert.Contains("test patients", receipt.Tables.Single(table => table.Table == "diag_med_effect").Dropped.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(0, receipt.Tables.Single(table => table.Table == "ddi_mask_H").Rows);
        Assert.Equal(5, receipt.Files.Length);
        Assert.All(cohort.Patients.SelectMany(patient => patient.Visits), visit => Assert.Empty(visit[CodeKind.TimeGap]));
        Assert.False(new CafeMed.Data.LegacyPickles().HasRealTimes);
    }

    [Fact]
    public async Task Vocabularies_that_dill_wrote_are_read()
    {
        _tiny.Write("voc_final.pkl", PickleSamples.Of("d3"));
        _tiny.Write("ddi_A_final.pkl", TinyPickle.Of(new double[1, 1]));
        _tiny.Write("records_final.pkl", TinyPickle.Of(new[] { new[] { new[] { new[] { 0 }, [0], [0] } } }));

        var (cohort, _) = await Import.RunAsync("legacy", _tiny.Root, _ct);

        Assert.Equal([Code.Atc("A01A")], cohort.Patients.Single().Visits.Single().Medications);
    }

    [Fact]
    public async Task A_number_without_a_word_is_CM1094()
    {
        _tiny.Write("records_final.pkl", TinyPickle.Of(new[] { new[] { new[] { new[] { 3 }, [0], [0] } } }));

        var fault = (await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("legacy", _tiny.Root, _ct))).Fault;

        Assert.Equal("CM1094", fault.Code);
        Assert.Contains("diag_voc", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matrix_of_another_vocabulary_is_CM1095()
    {
        _tiny.Write("ddi_A_final.pkl", TinyPickle.Of(new double[2, 2]));

        Assert.Equal("CM1095", (await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("legacy", _tiny.Root, _ct))).Fault.Code);
    }

    [Theory]
    [InlineData("records_final.pkl", "}.", "CM1093")]
    [InlineData("records_final.pkl", "](N](K\u0001ee.", "CM1093")]
    [InlineData("records_final.pkl", "](](]ee.", "CM1093")]
    [InlineData("records_final.pkl", "].", "CM1008")]
    [InlineData("voc_final.pkl", "].", "CM1093")]
    [InlineData("voc_final.pkl", "}.", "CM1093")]
    [InlineData("ddi_A_final.pkl", "N.", "CM1096")]
    [InlineData("ddi_A_final.pkl", "](](K\u0001e](ee.", "CM1096")]
    [InlineData("records_final.pkl", "cos\nsystem\n(S'x'\ntR.", "CM1082")]
    [InlineData("records_final.pkl", "", "CM1080")]
    public async Task Files_of_another_form_are_refused(string name, string pickle, string code)
    {
        _tiny.Write(name, System.Text.Encoding.Latin1.GetBytes(pickle));

        Assert.Equal(code, (await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("legacy", _tiny.Root, _ct))).Fault.Code);
    }

    [Fact]
    public async Task The_matrix_gives_the_rate_of_that_line_at_level_three()
    {
        var (cohort, _) = await Import.RunAsync("legacy", _tiny.Root, _ct);
        var table = LegacyInteractions.Read(_tiny.Root, _ct);

        var graph = InteractionProjection.Of(table, cohort, 3);

        var (a, b, c) = (Code.Atc("A01A"), Code.Atc("B01A"), Code.Atc("C09A"));
        Assert.Equal(1, graph.Between(a, b)!.ShareAtLeast(Severity.Warning));
        Assert.Null(graph.Between(a, c));
        Assert.Empty(graph.Unknown);
        Assert.Equal(1.0 / 3, graph.Rate([a, b, c], Severity.Warning), 12);
    }

    [Fact]
    public async Task A_cohort_keeps_its_interactions()
    {
        using var place = new TempFolder();
        var table = LegacyInteractions.Read(_tiny.Root, _ct);

        await LegacyInteractions.WriteAsync(place.Root, table, _ct);
        var again = LegacyInteractions.OfCohort(place.Root)!;

        Assert.Equal(table.Pairs.ToArray(), again.Pairs.ToArray());
        Assert.Equal(table.Ingredients.Order(), again.Ingredients.Order());
        Assert.Null(LegacyInteractions.OfCohort(_tiny.Root));
        place.Write("interactions.csv", "first,second\nAtc:A01A\n");
        Fails.With("CM1098", () => LegacyInteractions.OfCohort(place.Root));
    }

    [Theory]
    [InlineData("1,2\n3,4\n", 2, 2, 4)]
    [InlineData("0,1\n1,2\n2,3\n", 3, 2, 3)]
    [InlineData("x,a,b\nr,1,2\ns,3,4\n", 2, 2, 4)]
    [InlineData("\"\",a,b\n0,1,2\n1,3,4\n", 2, 2, 4)]
    public void Tables_of_CSV_may_have_names(string text, int rows, int columns, double last)
    {
        _tiny.Write("t.csv", text);

        var table = LegacyTable.Read(new FileInfo(Path.Combine(_tiny.Root.FullName, "t.csv")), _ct);

        Assert.Equal((rows, columns, last), (table.Rows, table.Columns, table[rows - 1, columns - 1]));
    }

    [Theory]
    [InlineData("4019", false, "Icd9Cm:4019")]
    [InlineData("v30.01", false, "Icd9Cm:V3001")]
    [InlineData("E8788", false, "Icd9Cm:E8788")]
    [InlineData("E119", false, "Icd9Cm:E119")]
    [InlineData("E119", true, "Icd10Cm:E119")]
    [InlineData("E9331", true, "Icd9Cm:E9331")]
    [InlineData("I2510", true, "Icd10Cm:I2510")]
    [InlineData("J960", true, "Icd10Cm:J960")]
    [InlineData("sepsis", true, "Local:sepsis")]
    [InlineData("E", true, "Local:E")]
    public void A_diagnosis_is_told_by_its_form(string word, bool icd10, string code) => Assert.Equal(code, LegacyWord.Diagnosis(word, icd10).ToString());

    [Theory]
    [InlineData("A01A", 3)]
    [InlineData("C09AA", 4)]
    [InlineData("C09AA05", 5)]
    [InlineData("C09", 0)]
    [InlineData("12345", 0)]
    public void A_medication_is_an_ATC_code_of_its_length(string word, int level) => Assert.Equal(level, AtcLevel.Of(LegacyWord.Medication(word)));
}
