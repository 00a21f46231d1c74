namespace CafeMed.Tests.Safety.Rules;

public sealed class DiagnosisConflictTests
{
    [Theory]
    [InlineData("C07AA05", "J45909", "49390")] // propranolol, asthma
    [InlineData("A10BA02", "N186", "5856")] // metformin, end-stage renal disease
    [InlineData("M01AE01", "K922", "5789")] // ibuprofen, gastro-intestinal bleeding
    [InlineData("D10BA01", "Z331", "V222")] // isotretinoin, pregnancy
    [InlineData("B01AA03", "O0990", "64003")] // warfarin, pregnancy
    [InlineData("C09AA03", "O26891", "64683")] // lisinopril, pregnancy
    [InlineData("L01BA01", "Z3490", "V2389")] // methotrexate, pregnancy
    [InlineData("N03AG01", "O09891", "V221")] // valproate, pregnancy
    public void A_contraindication_is_found_in_both_editions_of_ICD(string drug, string icd10, string icd9)
    {
        foreach (var diagnosis in new[] { Knowing.Icd10(icd10), Knowing.Icd9(icd9) })
        {
            var finding = Assert.Single(Knowing.Review("diagnosis-conflict", Knowing.Patient(diagnoses: [diagnosis]), drug));
            Assert.Equal(Severity.Contraindicated, finding.Severity);
            Assert.Equal([Code.Atc(drug)], finding.Codes);
            Assert.NotEmpty(finding.Source);
            Assert.NotEmpty(finding.Management);
        }
    }

    [Theory]
    [InlineData("C07AB02", "J45909")] // metoprolol, asthma: cardioselective
    [InlineData("A10BA02", "N182")]
    [InlineData("L01BA01", "O009")] // methotrexate, ectopic pregnancy: it is the treatment
    [InlineData("B01AA03", "O80")] // after the delivery
    [InlineData("N02BE01", "K922")]
    public void What_is_no_contraindication_is_silent(string drug, string icd10) =>
        Assert.Empty(Knowing.Review("diagnosis-conflict", Knowing.Patient(diagnoses: [Knowing.Icd10(icd10)]), drug));

    [Fact]
    public void A_disease_that_lasts_counts_from_an_earlier_visit_and_a_bleeding_does_not()
    {
        Assert.Single(Knowing.Review("diagnosis-conflict", Knowing.Patient(before: [Knowing.Icd10("J45909")]), "C07AA05"));
        Assert.Empty(Knowing.Review("diagnosis-conflict", Knowing.Patient(before: [Knowing.Icd10("K922")]), "M01AE01"));
    }

    [Fact]
    public void Of_a_group_the_members_that_are_meant_are_named()
    {
        var finding = Assert.Single(Knowing.Review("diagnosis-conflict", Knowing.Patient(diagnoses: [Knowing.Icd10("N186")]), "A10BA"));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("metformin", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_many_rows_each_with_codes_of_both_editions_and_a_citation()
    {
        var rows = Knowing.Shipped.Tables.Contraindications;

        Assert.True(rows.Length >= 25, $"{rows.Length}");
        Assert.Equal(rows.Length, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row => Assert.True(row.Icd9.Length > 0 && row.Icd10.Length > 0 && row.Citation.Length > 10, row.Id));
    }
}
