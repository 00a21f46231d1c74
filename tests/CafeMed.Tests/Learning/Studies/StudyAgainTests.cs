using CafeMed.Learning.Networks;
using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Studies;

[Collection(TorchTests.Turn)]
public sealed class StudyAgainTests
{
    [Fact]
    public void Another_network_over_the_same_people_is_what_a_fresh_study_would_have()
    {
        var other = TinyStudy.Options() with { Network = "retain", Options = [] };
        using var first = TinyStudy.Prepare();
        using var again = first.Again(other, TestContext.Current.CancellationToken);
        using var fresh = TinyStudy.Prepare(options: other);

        Assert.Equal(fresh.Network.state_dict().Select(Told), again.Network.state_dict().Select(Told));
        Assert.Same(first.Effects, again.Effects);
    }

    [Fact]
    public void What_was_learned_before_the_network_may_not_differ()
    {
        using var study = TinyStudy.Prepare();
        StudyOptions[] others = [study.Options with { Seed = 8 }, study.Options with { MinCodePatients = 1 }, study.Options with { Effects = "marginal" }, study.Options with { Level = 3 }];

        Assert.All(others, other => Assert.False(study.AllowsAgain(other)));
        Assert.Throws<ArgumentException>(() => study.Again(others[0], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_network_may_know_who_was_given_with_whom_at_training_visits_and_what_interacts()
    {
        using var study = TinyStudy.Prepare();
        var (size, together) = (study.Encoder.Medications.Count, NetworkKnowledge.Of(study.Training, study.Effects).GivenTogether);
        var visits = study.Split.Training.Patients.SelectMany(patient => patient.Visits).ToArray();

        for (var one = 0; one < size; one++)
            for (var other = 0; other < size; other++)
                Assert.Equal(
                    one == other ? 0 : visits.Count(visit => visit.Medications.Contains(study.Encoder.Medications[one]) && visit.Medications.Contains(study.Encoder.Medications[other])),
                    together[one * size + other]);
    }

    private static string Told(KeyValuePair<string, TorchSharp.torch.Tensor> pair) => $"{pair.Key} {string.Join(' ', pair.Value.flatten().data<float>().ToArray())}";
}
