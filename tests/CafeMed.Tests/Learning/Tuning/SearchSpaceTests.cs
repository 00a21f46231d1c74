using CafeMed.Learning.Studies;
using CafeMed.Learning.Tuning;

namespace CafeMed.Tests.Learning.Tuning;

public sealed class SearchSpaceTests
{
    public static TheoryData<string> Names => [.. Recommender.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_corner_and_the_middle_of_every_space_is_a_study(string name)
    {
        var (space, study) = (SearchSpace.Of(name), Recommender.Named(name).Of(new StudyOptions()));

        foreach (var place in new[] { 0, 0.5, 1 })
        {
            var options = SearchSpace.Apply(study, space.Settings([.. space.Dimensions.Select(_ => (double)place)]));
            Assert.Equal(space.Dimensions.Select(_ => place).Select((at, d) => space.Dimensions[d].Value(at).ToJsonString()), space.Place(options).Select((at, d) => space.Dimensions[d].Value(at).ToJsonString()));
        }
    }

    [Fact]
    public void Networks_and_linear_baselines_have_something_to_search_and_the_others_nothing()
    {
        Assert.All(CafeMed.Learning.Networks.NetworkFactory.Catalogue.Names, name => Assert.True(SearchSpace.Of(name).Dimensions.Length >= 5));
        Assert.All((string[])["ridge", "logistic"], name => Assert.NotEmpty(SearchSpace.Of(name).Dimensions));
        Assert.All((string[])["popular", "copy-last"], name => Assert.Empty(SearchSpace.Of(name).Dimensions));
    }

    [Fact]
    public void An_unknown_recommender_is_refused() => Fails.With("CM2002", () => SearchSpace.Of("leap"));
}
