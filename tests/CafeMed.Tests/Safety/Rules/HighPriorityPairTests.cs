namespace CafeMed.Tests.Safety.Rules;

public sealed class HighPriorityPairTests
{
    [Fact]
    public void There_are_fifteen_pairs_each_with_its_citation()
    {
        var rows = Knowing.Shipped.Tables.HighPriority;

        Assert.Equal(15, rows.Length);
        Assert.Equal(15, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row => Assert.Contains("JAMIA 2012;19:735", row.Citation, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_pair_is_found_in_both_orders_by_drug()
    {
        Assert.All(Knowing.Shipped.Tables.HighPriority, row =>
        {
            var first = row.First.Codes.First(code => code.Length == 7 || row.Id == "triptan-maoi");
            var second = row.Second.Codes.Last(code => code != first);
            Assert.Contains(Knowing.Review("high-priority-pair", Knowing.Patient(), first, second), finding => finding.Severity >= Severity.Warning);
            Assert.Equal(
                Knowing.Review("high-priority-pair", Knowing.Patient(), first, second).Length,
                Knowing.Review("high-priority-pair", Knowing.Patient(), second, first).Length);
        });
    }

    [Fact]
    public void Of_a_group_only_a_part_is_meant_one_level_lower_and_named()
    {
        var finding = Assert.Single(Knowing.Review("high-priority-pair", Knowing.Patient(), "C10AA", "J02AC"));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.True(finding.Partial);
        Assert.Contains("simvastatin", finding.Message, StringComparison.Ordinal);
        Assert.Contains("itraconazole", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_drug_of_a_class_does_not_pair_with_itself() =>
        Assert.Empty(Knowing.Review("high-priority-pair", Knowing.Patient(), "C01BD01"));

    [Fact]
    public void Pravastatin_and_azithromycin_are_not_on_the_list() =>
        Assert.Empty(Knowing.Review("high-priority-pair", Knowing.Patient(), "C10AA03", "J01FA10"));
}
