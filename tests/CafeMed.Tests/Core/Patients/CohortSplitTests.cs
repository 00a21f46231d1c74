using CsCheck;

namespace CafeMed.Tests.Core.Patients;

public sealed class CohortSplitTests
{
    [Fact]
    public void Everybody_is_in_exactly_one_part() => Gen.Select(Gen.Int[6, 60], Gen.Int).Sample((count, seed) =>
    {
        var cohort = People(count);

        var split = CohortSplit.ByPatient(cohort, seed);

        Assert.Equal(Ids(cohort).Order(), Ids(split.Training).Concat(Ids(split.Validation)).Concat(Ids(split.Test)).Order());
        Assert.Equal((count / 6, count / 6), (split.Validation.Patients.Length, split.Test.Patients.Length));
    });

    [Fact]
    public void The_parts_do_not_depend_on_the_order_of_patients() => Gen.Select(Gen.Int[6, 40], Gen.Int).Sample((count, seed) =>
    {
        var cohort = People(count);
        var reversed = new Cohort(cohort.Name, [.. cohort.Patients.Reverse()]);

        var (one, other) = (CohortSplit.ByPatient(cohort, seed), CohortSplit.ByPatient(reversed, seed));

        Assert.Equal(Ids(one.Training), Ids(other.Training));
        Assert.Equal(Ids(one.Validation), Ids(other.Validation));
        Assert.Equal(Ids(one.Test), Ids(other.Test));
    });

    [Fact]
    public void Another_seed_splits_otherwise() =>
        Assert.NotEqual(Ids(CohortSplit.ByPatient(People(60), 1).Test), Ids(CohortSplit.ByPatient(People(60), 2).Test));

    [Fact]
    public void The_same_people_are_tested_on_every_machine() =>
        Assert.Equal("p01 p10", string.Join(' ', Ids(CohortSplit.ByPatient(People(12), 7).Test)));

    [Fact]
    public void Fewer_than_six_patients_cannot_be_split() => Fails.With("CM2007", () => CohortSplit.ByPatient(People(5), 1));

    // int(len * 2 / 3), then int((len - train) / 2) test, then the rest validate: worked out by hand.
    [Theory]
    [InlineData(6, 4, 1, 1)]
    [InlineData(7, 4, 1, 2)]
    [InlineData(8, 5, 1, 2)]
    [InlineData(10, 6, 2, 2)]
    [InlineData(6350, 4233, 1058, 1059)]
    public void The_legacy_parts_are_those_of_that_line(int count, int train, int test, int validation)
    {
        var cohort = Small.Named(Enumerable.Range(0, count).Reverse().Select(number => $"{number:D8}"));

        var split = CohortSplit.Legacy(cohort);

        Assert.Equal((train, test, validation), (split.Training.Patients.Length, split.Test.Patients.Length, split.Validation.Patients.Length));
        Assert.Equal(Ids(cohort).Order(), Ids(split.Training).Concat(Ids(split.Test)).Concat(Ids(split.Validation)));
    }

    [Fact]
    public void The_legacy_order_is_that_of_numbers_where_all_identifiers_are()
    {
        Assert.Equal(["1", "2", "9", "10"], Ids(CohortSplit.Legacy(Small.Named(["10", "9", "2", "1", "30", "20"])).Training));
        Assert.Equal(["1", "10", "2", "20"], Ids(CohortSplit.Legacy(Small.Named(["10", "x", "2", "1", "30", "20"])).Training));
        Fails.With("CM2007", () => CohortSplit.Legacy(People(5)));
    }

    [Fact]
    public void A_protocol_is_one_of_the_two_splits()
    {
        var cohort = People(20);

        Assert.Equal(Ids(CohortSplit.Legacy(cohort).Test), Ids(CohortSplit.Of(cohort, SplitProtocol.Legacy, 3).Test));
        Assert.Equal(Ids(CohortSplit.ByPatient(cohort, 3).Test), Ids(CohortSplit.Of(cohort, SplitProtocol.LeakFree, 3).Test));
    }

    [Fact]
    public void At_a_level_every_part_keeps_its_people()
    {
        var split = new CohortSplit(new Cohort("a", [Small.Anna]), new Cohort("b", [Small.Ben]), new Cohort("c", []));

        var grouped = split.AtLevel(4);

        Assert.Equal(Ids(split.Training), Ids(grouped.Training));
        Assert.Equal([Code.Atc("C09AA"), Code.Atc("M01AE")], grouped.Validation.Patients[0].CurrentVisit.Medications);
    }

    private static Cohort People(int count) => Small.Named(Enumerable.Range(0, count).Select(number => $"p{number:00}"));

    private static IEnumerable<string> Ids(Cohort cohort) => cohort.Patients.Select(patient => patient.Id);
}
