using System.Text.Json.Nodes;
using CafeMed.Learning.Tuning;
using CsCheck;

namespace CafeMed.Tests.Learning.Tuning;

public sealed class SearchDimensionTests
{
    private static readonly SearchDimension[] s_numbers = [SearchDimension.Range("a", -2, 5), SearchDimension.Range("b", 5e-4, 2e-2, logarithmic: true), SearchDimension.Range("c", 0.00012345, 0.00012399)];

    [Fact]
    public void Every_place_gives_a_number_in_the_range_and_the_number_its_place() =>
        Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1]).Sample((which, place) =>
        {
            var number = s_numbers[which].Value(place).GetValue<double>();

            return number >= s_numbers[which].Low && number <= s_numbers[which].High && (which == 2 || Math.Abs(s_numbers[which].Place(JsonValue.Create(number)) - place) < 1e-3);
        });

    [Fact]
    public void Every_place_gives_a_choice_and_the_choice_its_place() =>
        Gen.Double[0, 1].Sample(place =>
        {
            var choices = SearchDimension.Of("a", "16", "true", "\"full\"");
            var value = choices.Value(place);

            return choices.Choices.Contains(value.ToJsonString()) && choices.Value(choices.Place(value)).ToJsonString() == value.ToJsonString();
        });

    [Fact]
    public void The_middle_of_a_logarithmic_range_is_its_geometric_mean() =>
        Assert.Equal(0.01, SearchDimension.Range("a", 1e-3, 1e-1, logarithmic: true).Value(0.5).GetValue<double>(), 1e-9);

    [Fact]
    public void A_value_outside_has_the_nearest_place_and_no_choice_the_first()
    {
        Assert.Equal([0, 1], new[] { -9.0, 9.0 }.Select(value => s_numbers[0].Place(JsonValue.Create(value))));
        Assert.Equal(0.25, SearchDimension.Of("a", "1", "2").Place(JsonValue.Create(7)));
        Assert.Equal(0.25, SearchDimension.Of("a", "1", "2").Place(null));
    }
}
