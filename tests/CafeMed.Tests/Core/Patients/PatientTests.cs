namespace CafeMed.Tests.Core.Patients;

public sealed class PatientTests
{
    [Fact]
    public void A_patient_without_visits_is_a_fault()
    {
        Fails.With("CM2003", () => _ = new Patient("carl", []));
        Fails.With("CM2003", () => _ = new Patient("carl", default));
        Fails.With("CM2003", () => Small.Anna.Upto(0));
    }

    [Fact]
    public void An_end_before_the_start_is_a_fault_that_names_both()
    {
        var broken = Visit(2150) with { EndedAt = new DateTime(2150, 3, 2) };

        var fault = Fails.With("CM2004", () => _ = new Patient("carl", [broken]));

        Assert.Contains("2150-03-02 00:00", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2150-03-03 09:00", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_is_not_known_is_no_fault() =>
        Assert.Null(new Patient("carl", [Visit(2150) with { EndedAt = null }]).CurrentVisit.EndedAt);

    [Fact]
    public void Two_visits_of_one_name_are_a_fault() => Fails.With("CM2005", () => _ = new Patient("carl", [Visit(2150), Visit(2151) with { Id = "v2150" }]));

    [Fact]
    public void Visits_out_of_order_are_a_fault_and_not_sorted() => Fails.With("CM2010", () => _ = new Patient("carl", [Visit(2151), Visit(2150)]));

    [Fact]
    public void Visits_that_start_together_keep_their_order() =>
        Assert.Equal("b", new Patient("carl", [Visit(2150) with { Id = "a" }, Visit(2150) with { Id = "b" }]).CurrentVisit.Id);

    [Fact]
    public void The_current_visit_is_the_last_and_the_last_visit_the_one_before()
    {
        Assert.Equal("anna-2", Small.Anna.CurrentVisit.Id);
        Assert.Equal("anna-1", Small.Anna.LastVisit?.Id);
        Assert.Null(Small.Ben.LastVisit);
        Assert.Equal("anna-1", Small.Anna.Upto(1).CurrentVisit.Id);
    }

    [Fact]
    public void Patients_are_equal_by_content()
    {
        var again = new Patient("anna", [.. Small.Anna.Visits.Select(visit => visit with { })]);

        Assert.Equal(Small.Anna, again);
        Assert.Equal(Small.Anna.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(Small.Anna, Small.Anna.Upto(1));
        Assert.NotEqual(Small.Anna, new Patient("anne", Small.Anna.Visits));
    }

    private static Visit Visit(int year) => Small.Stay($"v{year}", year, [], [], []);
}
