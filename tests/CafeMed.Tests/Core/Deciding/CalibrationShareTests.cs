using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Core.Deciding;

public sealed class CalibrationShareTests
{
    private static readonly IReadOnlyList<Patient> s_people = TinyStudy.Cohort(500, 3).Patients;

    [Fact]
    public void Everybody_chooses_or_is_held_apart()
    {
        var (choosing, apart) = CalibrationShare.Of(s_people, 0.25, 7);

        Assert.Equal((375, 125), (choosing.Count, apart.Count));
        Assert.Equal(s_people.Select(person => person.Id).Order(), choosing.Concat(apart).Select(person => person.Id).Order());
    }

    [Fact]
    public void Who_is_held_apart_follows_from_the_seed_and_not_from_the_order()
    {
        var apart = Apart(s_people, 7);

        Assert.Equal(apart, Apart([.. s_people.Reverse()], 7));
        Assert.NotEqual(apart, Apart(s_people, 8));
    }

    [Fact]
    public void Fewer_than_a_hundred_are_not_held_apart()
    {
        Assert.Empty(CalibrationShare.Of(s_people, 0.19, 7).Apart);
        Assert.Equal(s_people, CalibrationShare.Of(s_people, 0, 7).Choosing);
    }

    private static IEnumerable<string> Apart(IReadOnlyList<Patient> people, int seed) => CalibrationShare.Of(people, 0.25, seed).Apart.Select(person => person.Id).Order();
}
