using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class RealDataTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("mimic3", "mimic-iii-demo-1.4", "prescriptions", 0.93)]
    [InlineData("mimic4", "mimic-iv-demo-2.2", "prescriptions", 0.93)]
    [InlineData("eicu", "eicu-demo-2.0", "medication", 0.85)]
    public async Task The_receipt_adds_up_and_the_cohort_survives_its_folder(string connector, string folder, string drugs, double share)
    {
        var ct = TestContext.Current.CancellationToken;

        var (cohort, receipt) = await Import.RunAsync(connector, SharedData.Require(folder), ct);

        output.WriteLine(receipt.ToJson());
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        Assert.InRange(receipt.Coverage.Single(coverage => coverage.Table == drugs).Share, share, 1);
        await CohortBuilderTests.CodesAddUpAsync(connector, SharedData.Require(folder), receipt, ct);
        Assert.Equal(cohort.Patients.Length, receipt.Patients);
        using var place = new TempFolder();
        await CohortFolder.WriteAsync(place.Sub("cohort"), cohort, receipt, ct);
        var (again, sameReceipt) = await CohortFolder.ReadAsync(place.Sub("cohort"), ct);
        Assert.Equal(cohort.Patients.AsSpan(), again.Patients.AsSpan());
        Assert.Equal(receipt.ToJson(), sameReceipt.ToJson());
    }

    [Fact]
    public async Task MIMIC_IV_has_the_known_patients_and_keeps_the_versions_of_ICD_apart()
    {
        var (cohort, receipt) = await Import.RunAsync("mimic4", SharedData.Require("mimic-iv-demo-2.2"), TestContext.Current.CancellationToken);

        Assert.Equal((100, 250), (cohort.Patients.Length, cohort.VisitCount));
        var drop = receipt.CriterionDrops.Single(drop => drop.Visits > 0);
        Assert.Contains(new DroppedCodes(CodeKind.Diagnosis, 4506 - 4259), drop.Kinds);
        Assert.Equal((4506, 4259), (receipt.Tables.Single(table => table.Table == "diagnoses_icd").Used, receipt.Kinds[(int)CodeKind.Diagnosis].Rows));
        Assert.Equal(46, cohort.Patients.Count(patient => patient.Visits.Length > 1));
        var diagnoses = cohort.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Diagnoses).ToList();
        Assert.Contains(new Code(CodeSystem.Icd9Cm, "4139"), diagnoses);
        Assert.All(diagnoses.Where(code => code.System == CodeSystem.Icd10Cm), code => Assert.True(char.IsAsciiLetterUpper(code.Value[0])));
        Assert.All(cohort.Patients.SelectMany(patient => patient.Visits), visit => Assert.InRange(visit[CodeKind.Age].Count, 1, 1));
    }

    [Fact]
    public async Task EICU_has_the_known_stays()
    {
        var (cohort, _) = await Import.RunAsync("eicu", SharedData.Require("eicu-demo-2.0"), TestContext.Current.CancellationToken);

        Assert.Equal((1273, 1491), (cohort.Patients.Length, cohort.VisitCount));
        Assert.Equal(1339, cohort.Patients.SelectMany(patient => patient.Visits).Count(visit => visit.Diagnoses.Any(code => code.System != CodeSystem.Local)));
        Assert.All(cohort.Patients.SelectMany(patient => patient.Visits), visit => Assert.Single(visit[CodeKind.Site]));
    }
}
