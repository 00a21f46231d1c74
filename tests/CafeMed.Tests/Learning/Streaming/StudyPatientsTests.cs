using CafeMed.Learning.Streaming;

namespace CafeMed.Tests.Learning.Streaming;

public sealed class StudyPatientsTests
{
    private static readonly StreamingOptions Few = new() { FittedVisits = 60, HeldOutPatients = 7 };
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public void Everybody_is_in_exactly_one_part_whichever_shard_they_are_in()
    {
        var people = Of(CountingSource.Of(200, 4), Few);

        string[] seen = [.. Ids(people.TrainingAsRecorded(_ct)), .. people.Test(_ct).SelectMany(part => Ids(part.Patients))];

        Assert.Equal(seen.Length, seen.Distinct().Count());
        Assert.Equal(200, seen.Length + people.Sizes.Validation.Patients);
        Assert.Empty(Ids(people.Held.Validation.Patients).Intersect(seen));
        Assert.InRange(people.Sizes.Training.Patients, 115, 152);
    }

    [Fact]
    public void A_patient_stays_in_their_part_when_others_come_and_the_shards_change()
    {
        var before = Of(CountingSource.Of(200, 4), Few).Training(_ct).Select(patient => patient.Id).ToHashSet();
        var after = Of(CountingSource.Of(300, 8), Few).Training(_ct).Select(patient => patient.Id).ToHashSet();
        var old = TinyStudy.Cohort(200, 2).Patients.Select(patient => patient.Id).ToArray();

        Assert.All(old, id => Assert.Equal(before.Contains(id), after.Contains(id)));
    }

    [Fact]
    public void A_cohort_of_one_shard_is_split_as_it_always_was_and_held_as_a_whole()
    {
        var cohort = TinyStudy.Cohort(50, 2);
        var split = CohortSplit.ByPatient(cohort, 7).AtLevel(4);

        var people = Of(new HeldPatients(cohort), Few);

        Assert.Equal(split.Training.Patients, people.Held.Training.Patients);
        Assert.Equal(split.Validation.Patients, people.Held.Validation.Patients);
        Assert.Equal(split.Test.Patients, people.Held.Test.Patients);
        Assert.Equal(PartSizes.Of(split), people.Sizes);
    }

    [Fact]
    public void Of_several_shards_whole_shards_are_held_up_to_so_many_visits_and_so_many_of_those_held_out()
    {
        var people = Of(CountingSource.Of(200, 4), Few);

        Assert.Equal(people.TrainingByShard[0], people.Held.Training.Patients.Length);
        Assert.Equal(people.Training(0, _ct).Patients, people.Held.Training.Patients);
        Assert.Equal((7, 7), (people.Held.Validation.Patients.Length, people.Held.Test.Patients.Length));
        Assert.Equal(people.TrainingByShard.Sum(), people.Sizes.Training.Patients);
    }

    [Fact]
    public void The_legacy_parts_are_the_same_in_shards_and_in_memory()
    {
        var whole = CohortSplit.Legacy(TinyStudy.Cohort(100, 2));

        var people = StudyPatients.Of(CountingSource.Of(100, 4), SplitProtocol.Legacy, 7, 4, new(), _ct);

        Assert.Equal(Ids(whole.Training.Patients).Order(), Ids(people.Held.Training.Patients).Order());
        Assert.Equal(Ids(whole.Validation.Patients).Order(), Ids(people.Held.Validation.Patients).Order());
        Assert.Equal(Ids(whole.Test.Patients).Order(), Ids(people.Held.Test.Patients).Order());
    }

    [Fact]
    public void A_part_that_nobody_is_in_is_a_fault() => Fails.With("CM3070", () => Of(CountingSource.Of(4, 2), Few));

    private StudyPatients Of(IPatientSource source, StreamingOptions options) => StudyPatients.Of(source, SplitProtocol.LeakFree, 7, 4, options, _ct);

    private static IEnumerable<string> Ids(IEnumerable<Patient> patients) => patients.Select(patient => patient.Id);
}
