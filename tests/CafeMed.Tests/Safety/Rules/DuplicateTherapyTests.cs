namespace CafeMed.Tests.Safety.Rules;

public sealed class DuplicateTherapyTests
{
    [Theory]
    [InlineData("M01AE01", "M01AE02", Severity.Warning)] // ibuprofen, naproxen: one subgroup
    [InlineData("B01AC06", "N02BA01", Severity.Warning)] // aspirin as platelet inhibitor and as analgesic
    [InlineData("J01CA04", "J01CR02", Severity.Warning)] // amoxicillin, alone and with clavulanate
    [InlineData("B01AC06", "B01AC04", Severity.Note)] // aspirin with clopidogrel: usual after a stent
    [InlineData("A10AB04", "A10AE04", Severity.Note)] // insulins by time of action
    public void The_same_treatment_twice_is_found(string first, string second, Severity severity)
    {
        var finding = Assert.Single(Knowing.Review("duplicate-therapy", Knowing.Patient(), first, second));

        Assert.Equal(severity, finding.Severity);
        Assert.Equal(Mechanism.Duplication, finding.Mechanism);
    }

    [Theory]
    [InlineData("C09AA03", "C03CA01")]
    [InlineData("A12BA01", "A12BA02")]
    [InlineData("N03AX09", "N03AX14")]
    [InlineData("S01ED01", "S01EE01")]
    public void What_does_not_duplicate_is_silent(string first, string second) =>
        Assert.Empty(Knowing.Review("duplicate-therapy", Knowing.Patient(), first, second));

    [Fact]
    public void A_recommendation_of_groups_has_each_once() =>
        Assert.Empty(Knowing.Review("duplicate-therapy", Knowing.Patient(), "M01AE", "M01AB"));
}
