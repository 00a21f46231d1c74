using CsCheck;

namespace CafeMed.Tests.Core.Patients;

public sealed class SplitDesignTests
{
    [Fact]
    public void Everybody_is_tested_in_exactly_one_fold() => Gen.Select(Gen.Int[6, 60], Gen.Int[3, 6], Gen.Int).Sample((count, folds, seed) =>
    {
        var cohort = People(count);
        var splits = Enumerable.Range(1, folds).Select(fold => CohortSplit.Of(cohort, new SplitDesign(SplitProtocol.LeakFree, seed, SplitKind.Patient, folds, fold))).ToArray();

        Assert.Equal(Ids(cohort).Order(), splits.SelectMany(split => Ids(split.Test)).Order());
        Assert.All(splits, split =>
        {
            Assert.Equal(Ids(cohort).Order(), Ids(split.Training).Concat(Ids(split.Validation)).Concat(Ids(split.Test)).Order());
            Assert.Equal(Math.Max(1, count / 6), split.Validation.Patients.Length);
            Assert.NotEmpty(split.Training.Patients);
        });
    });

    [Theory]
    [InlineData(SplitKind.Patient, 2)]
    [InlineData(SplitKind.Hospital, null)]
    [InlineData(SplitKind.Hospital, 3)]
    [InlineData(SplitKind.Time, null)]
    public void The_parts_do_not_depend_on_the_order_of_patients(SplitKind kind, int? fold)
    {
        var (cohort, design) = (People(50), new SplitDesign(SplitProtocol.LeakFree, 4, kind, 5, fold));
        var (one, other) = (CohortSplit.Of(cohort, design), CohortSplit.Of(new Cohort("other", [.. cohort.Patients.Reverse()]), design));

        Assert.Equal(Ids(one.Training), Ids(other.Training));
        Assert.Equal(Ids(one.Validation), Ids(other.Validation));
        Assert.Equal(Ids(one.Test), Ids(other.Test));
    }

    [Theory]
    [InlineData(SplitKind.Patient, 2)]
    [InlineData(SplitKind.Hospital, null)]
    [InlineData(SplitKind.Time, null)]
    public void A_rule_that_sees_one_shard_at_a_time_deals_the_same_parts(SplitKind kind, int? fold)
    {
        var (cohort, design) = (People(50), new SplitDesign(SplitProtocol.LeakFree, 4, kind, 5, fold));
        var (whole, rule) = (CohortSplit.Of(cohort, design), SplitRule.Of(design, cohort.Patients));
        var shards = cohort.Patients.Chunk(7).Select(shard => rule.Split("shard", shard)).ToArray();

        Assert.Equal(Ids(whole.Test).Order(), shards.SelectMany(shard => Ids(shard.Test)).Order());
        Assert.Equal(Ids(whole.Validation).Order(), shards.SelectMany(shard => Ids(shard.Validation)).Order());
        Assert.Equal(whole.LeftOut, shards.Sum(shard => shard.LeftOut));
    }

    [Fact]
    public void Hospitals_are_held_out_whole_and_those_that_share_a_patient_stay_together() => Gen.Select(Gen.Int[20, 80], Gen.Int).Sample((count, seed) =>
    {
        var cohort = People(count);
        var split = CohortSplit.Of(cohort, new SplitDesign(SplitProtocol.LeakFree, seed, SplitKind.Hospital));
        var sites = new[] { split.Training, split.Validation, split.Test }.Select(part => part.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit[CodeKind.Site]).ToHashSet()).ToArray();

        Assert.All(new[] { split.Training, split.Validation, split.Test }, part => Assert.NotEmpty(part.Patients));
        Assert.Empty(sites[0].Intersect(sites[1]));
        Assert.Empty(sites[0].Intersect(sites[2]));
        Assert.Empty(sites[1].Intersect(sites[2]));
        Assert.Equal(Ids(cohort).Order(), Ids(split.Training).Concat(Ids(split.Validation)).Concat(Ids(split.Test)).Order());
    });

    [Fact]
    public void Every_hospital_is_tested_in_exactly_one_fold()
    {
        var cohort = People(90);
        var tested = Enumerable.Range(1, 4).SelectMany(fold => Ids(CohortSplit.Of(cohort, new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Hospital, 4, fold)).Test)).ToArray();

        Assert.Equal(Ids(cohort).Order(), tested.Order());
    }

    [Fact]
    public void Nothing_that_was_fitted_or_chosen_on_begins_after_the_first_test_visit()
    {
        var split = CohortSplit.Of(People(60), new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Time));
        var cut = split.Test.Patients.Min(patient => patient.Visits[0].StartedAt);

        Assert.Equal((40, 10, 10), (split.Training.Patients.Length, split.Validation.Patients.Length, split.Test.Patients.Length));
        Assert.All(split.Training.Patients.Concat(split.Validation.Patients).SelectMany(patient => patient.Visits), visit => Assert.True(visit.StartedAt <= cut));
        Assert.Equal(People(60).VisitCount - split.Training.VisitCount - split.Validation.VisitCount - split.Test.VisitCount, split.LeftOut);
        Assert.True(split.LeftOut > 0);
        Assert.Equal(split.LeftOut, split.AtLevel(4).LeftOut);
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Fails.With("CM2040", () => _ = new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Patient, 5, 6));
        Fails.With("CM2041", () => _ = new SplitDesign(SplitProtocol.Legacy, 1, SplitKind.Hospital));
        Fails.With("CM2041", () => _ = new SplitDesign(SplitProtocol.Legacy, 1, SplitKind.Patient, 5, 1));
        Fails.With("CM2041", () => _ = new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Time, 5, 1));
        Fails.With("CM2042", () => CohortSplit.Of(Small.Named(["a", "b", "c", "d", "e", "f", "g"]), new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Hospital)));
        Fails.With("CM2043", () => CohortSplit.Of(People(90), new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Hospital, 40, 1)));
        Fails.With("CM2007", () => CohortSplit.Of(People(5), new SplitDesign(SplitProtocol.LeakFree, 1, SplitKind.Time)));
    }

    // One to three visits over years; sixteen hospitals, and some patients who were in several.
    private static Cohort People(int count) => new("people", [.. Enumerable.Range(0, count).Select(n => new Patient($"p{n:00}",
    [
        .. Enumerable.Range(0, 1 + n % 3).Select(t => Small.Stay($"{n}-{t}", 2150 + n % 17 + 2 * t, [], [], []) is var stay
            ? stay with { Codes = stay.Codes.With(CodeKind.Site, [new(CodeSystem.Local, $"site {(n + (n % 25 == 0 ? t : 0)) % 16}")]) } : null!),
    ]))]);

    private static IEnumerable<string> Ids(Cohort cohort) => cohort.Patients.Select(patient => patient.Id);
}
