using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class CohortBuilderTests
{
    private static readonly DateTime _start = new(2131, 1, 1);
    private readonly ReceiptBuilder _receipt = new();

    [Fact]
    public async Task Visits_are_ordered_by_admission_and_codes_are_distinct()
    {
        var cohort = await Build(new(), [.. Visit("p", "b", 9), .. Visit("p", "a", 2), .. Visit("p", "a", 2), .. Visit("q", "c", 1)]);

        Assert.Equal(["a", "b"], cohort.Patients[0].Visits.Select(visit => visit.Id));
        Assert.Equal([Code.Atc("C09AA05")], cohort.Patients[0].Visits[0].Medications);
        Assert.Equal(["p", "q"], cohort.Patients.Select(patient => patient.Id));
    }

    [Fact]
    public async Task Each_criterion_says_what_it_dropped()
    {
        var events = Visit("p", "a", 1).Concat(Visit("p", "b", 2, drug: null)).Concat(Visit("q", "c", 1, diagnosis: null)).Concat(Visit("r", "d", 1)).Concat(Visit("r", "e", 2));

        var cohort = await Build(new() { MinVisits = 2 }, [.. events]);

        Assert.Equal(["r"], cohort.Patients.Select(patient => patient.Id));
        var receipt = _receipt.Build(cohort);
        Assert.Equal(2, receipt.Criteria.MinVisits);
        Assert.Equal(
            [("a visit has a diagnosis", 1, 1), ("a visit has a medication", 0, 1), ("a patient has at least 2 visit(s)", 1, 1)],
            receipt.CriterionDrops.Select(drop => (drop.Criterion, drop.Patients, drop.Visits)));
    }

    [Fact]
    public async Task A_rare_medication_goes_before_visits_without_one_do()
    {
        var events = Visit("p", "a", 1).Concat(Visit("q", "b", 1)).Concat(Visit("r", "c", 1, drug: "N02BE01"));

        var cohort = await Build(new() { MinMedicationPatients = 2 }, [.. events]);

        Assert.Equal(["p", "q"], cohort.Patients.Select(patient => patient.Id));
        Assert.Equal(1, _receipt.Build(cohort).CriterionDrops[0].Codes);
    }

    [Fact]
    public async Task Criteria_may_be_put_aside()
    {
        var cohort = await Build(new() { RequireDiagnosis = false, RequireMedication = false }, [.. Visit("p", "a", 1, null, null), .. Visit("p", "b", 2, drug: null)]);

        Assert.Equal(2, cohort.VisitCount);
    }

    [Fact]
    public async Task An_empty_cohort_says_which_criterion_dropped_how_many()
    {
        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Build(new(), [.. Visit("p", "a", 1, drug: null), .. Visit("q", "b", 1, drug: null)]));

        Assert.Equal("CM1009", exception.Fault.Code);
        Assert.Contains("a visit has a medication: 2 visit(s), 2 patient(s) left out", exception.Fault.Message);
    }

    [Fact]
    public async Task A_patient_who_comes_back_after_another_is_a_fault()
    {
        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Build(new(), [.. Visit("p", "a", 1), .. Visit("q", "b", 1), .. Visit("p", "c", 2)]));

        Assert.Equal("CM1010", exception.Fault.Code);
    }

    [Fact]
    public async Task Events_that_disagree_about_a_visits_time_are_a_fault()
    {
        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Build(new(), [.. Visit("p", "a", 1), .. Visit("p", "a", 2)]));

        Assert.Equal("CM1010", exception.Fault.Code);
    }

    [Fact]
    public async Task The_receipt_counts_codes_by_kind_and_survives_JSON()
    {
        var cohort = await Build(new(), [.. Visit("p", "a", 1), .. Visit("q", "b", 1), .. Visit("q", "c", 2)]);
        _receipt.Connector("hand", "nowhere");
        _receipt.Read("t", 5, new("t.csv", 10, "00"));
        _receipt.Use("t", 3);
        _receipt.Drop("t", "a reason", 2);
        _receipt.Cover("t", 3, 1, [new("x", 1)]);

        var receipt = _receipt.Build(cohort);

        Assert.Equal(new KindCount(CodeKind.Medication, 3, 1), receipt.Kinds[(int)CodeKind.Medication]);
        Assert.Equal((2, 3), (receipt.Patients, receipt.Visits));
        Assert.Equal(receipt.ToJson(), CohortReceipt.FromJson(receipt.ToJson()).ToJson());
        Assert.Contains("\"criterionDrops\"", receipt.ToJson());
    }

    [Fact]
    public async Task The_digest_changes_with_any_code_or_time()
    {
        var one = await Build(new(), [.. Visit("p", "a", 1)]);
        var same = await Build(new(), [.. Visit("p", "a", 1)]);
        var later = await Build(new(), [.. Visit("p", "a", 2)]);
        var other = await Build(new(), [.. Visit("p", "a", 1, drug: "N02BE01")]);

        Assert.Equal(CohortDigest.Of(one), CohortDigest.Of(same));
        Assert.Equal(3, new[] { one, later, other }.Select(CohortDigest.Of).Distinct().Count());
    }

    /// <summary>Per kind: what the visits had is what the criteria left out and what the cohort has.</summary>
    internal static async Task CodesAddUpAsync(string connector, DirectoryInfo root, CohortReceipt receipt, CancellationToken ct)
    {
        var read = new long[CodeKinds.All.Count];
        await foreach (var line in Import.Connectors.Create(connector).ReadAsync(root, new(), new ReceiptBuilder(), ct))
            read[(int)line.Kind]++;
        // The gap before a visit is no event: the builder reckons it.
        Assert.All(CodeKinds.All.Where(kind => kind != CodeKind.TimeGap), kind => Assert.Equal(
            read[(int)kind],
            receipt.Kinds[(int)kind].Rows + receipt.CriterionDrops.Sum(drop => drop.Kinds.Where(codes => codes.Kind == kind).Sum(codes => codes.Codes))));
        Assert.All(receipt.CriterionDrops, drop => Assert.Equal(drop.Codes, drop.Kinds.Sum(codes => codes.Codes)));
    }

    private async Task<Cohort> Build(CohortCriteria criteria, ClinicalEvent[] events)
    {
        return await new CohortBuilder(criteria).BuildAsync("test", events.ToAsyncEnumerable(), _receipt, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<ClinicalEvent> Visit(string patient, string visit, int day, string? drug = "C09AA05", string? diagnosis = "I10")
    {
        ClinicalEvent Event(CodeKind kind, Code code) => new(patient, visit, _start.AddDays(day), null, kind, code);
        yield return Event(CodeKind.Age, new(CodeSystem.Local, "60-69"));
        if (diagnosis is not null)
            yield return Event(CodeKind.Diagnosis, new(CodeSystem.Icd10Cm, diagnosis));
        if (drug is not null)
            yield return Event(CodeKind.Medication, Code.Atc(drug));
    }
}
