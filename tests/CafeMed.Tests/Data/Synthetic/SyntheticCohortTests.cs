using System.Security.Cryptography;
using System.Text;
using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

public sealed class SyntheticCohortTests
{
    [Fact]
    public void The_same_seed_makes_the_same_people()
    {
        var first = Create(new() { Patients = 60 });
        var second = Create(new() { Patients = 60 });

        Assert.Equal(first.Cohort.Patients.AsEnumerable(), second.Cohort.Patients);
        Assert.Equal(Digest(first.Cohort), Digest(second.Cohort));
        Assert.Equal(first.Truth.Oracle, second.Truth.Oracle);
    }

    [Fact]
    public void Another_seed_makes_other_people() =>
        Assert.NotEqual(Digest(Create(new() { Patients = 20 }).Cohort), Digest(Create(new() { Patients = 20, Seed = 8 }).Cohort));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(int.MaxValue)]
    public void A_small_cohort_is_the_beginning_of_a_large_one(int seed)
    {
        var small = Create(new() { Patients = 10, Seed = seed });
        var large = Create(new() { Patients = 70, Seed = seed });

        Assert.Equal(small.Cohort.Patients.AsEnumerable(), large.Cohort.Patients.Take(10));
        foreach (var id in small.Truth.Visits!.Ids)
            Assert.Equal(small.Truth.Visits.Probabilities(id).ToArray(), large.Truth.Visits!.Probabilities(id).ToArray());
    }

    // A change of this digest is a change of everybody's default cohort: it belongs in the changelog.
    [Fact]
    public void Ten_people_of_seed_7_stay_as_they_are() => Assert.Equal("0D574FABFABB0983", Digest(Create(new() { Patients = 10 }).Cohort));

    [Fact]
    public void Cancelling_stops_it()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => SyntheticCohort.Create(new(), null, source.Token));
    }

    [Fact]
    public void Progress_ends_at_the_number_of_people()
    {
        var told = new Told();

        SyntheticCohort.Create(new() { Patients = 250 }, told, TestContext.Current.CancellationToken);

        Assert.Equal([100, 200, 250], told.Values);
    }

    [Fact]
    public void One_visit_at_most_means_one_visit_each() =>
        Assert.All(Create(new() { Patients = 40, MaxVisits = 1 }).Cohort.Patients, patient => Assert.Single(patient.Visits));

    [Fact]
    public void One_hospital_means_one_site() =>
        Assert.Equal(["site-1"], Create(new() { Patients = 40, Sites = 1 }).Cohort.Patients
            .SelectMany(patient => patient.Visits).SelectMany(visit => visit[CodeKind.Site]).Select(code => code.Value).Distinct());

    [Theory]
    [InlineData(0, "Icd9Cm")]
    [InlineData(1, "Icd10Cm")]
    public void The_share_of_icd9_can_be_none_and_all(double share, string absent) =>
        Assert.DoesNotContain(
            Create(new() { Patients = 40, Icd9Share = share }).Cohort.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Diagnoses),
            code => code.System.Name == absent);

    internal static (Cohort Cohort, SyntheticTruth Truth) Create(SyntheticOptions options) =>
        SyntheticCohort.Create(options, null, TestContext.Current.CancellationToken);

    private static string Digest(Cohort cohort)
    {
        var text = new StringBuilder();
        foreach (var patient in cohort.Patients)
            foreach (var visit in patient.Visits)
                text.Append(patient.Id).Append(visit.Id).Append($"{visit.StartedAt:O}{visit.EndedAt:O}")
                    .AppendJoin(' ', CodeKinds.All.SelectMany(kind => visit[kind]));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value) => Values.Add(value);
    }
}
