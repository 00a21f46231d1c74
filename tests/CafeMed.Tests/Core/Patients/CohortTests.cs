namespace CafeMed.Tests.Core.Patients;

public sealed class CohortTests
{
    [Fact]
    public void Two_patients_of_one_name_are_a_fault() =>
        Assert.Contains("'ben'", Fails.With("CM2006", () => _ = new Cohort("twice", [Small.Ben, Small.Anna, Small.Ben])).Message, StringComparison.Ordinal);

    [Fact]
    public void Visits_are_counted_over_everybody() => Assert.Equal(3, Small.Cohort.VisitCount);

    [Fact]
    public void Fewer_people_are_still_the_same_study()
    {
        var fewer = Small.Cohort.Where(patient => patient.Visits.Length > 1);

        Assert.Equal(("small", 1), (fewer.Name, fewer.Patients.Length));
    }

    [Fact]
    public void At_a_level_nobody_gets_lost()
    {
        var grouped = Small.Cohort.AtLevel(4);

        Assert.Equal(["anna", "ben"], grouped.Patients.Select(patient => patient.Id));
        Assert.All(grouped.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Medications), code => Assert.Equal(4, AtcLevel.Of(code)));
    }
}
