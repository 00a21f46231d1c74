using CafeMed.Learning.Tuning;
using CsCheck;

namespace CafeMed.Tests.Learning.Tuning;

public sealed class TreeParzenTests
{
    private static readonly SearchSpace s_space = new(
    [
        SearchDimension.Range("x", -5, 5), SearchDimension.Range("y", 1e-4, 1, logarithmic: true), SearchDimension.Of("kind", "\"a\"", "\"b\"", "\"c\"", "\"d\""),
    ]);

    // Best at x = 1, y = 0.01, kind c: there it is 0.
    private static double Score(double[] place)
    {
        var (x, y) = (s_space.Dimensions[0].Value(place[0]).GetValue<double>(), Math.Log10(s_space.Dimensions[1].Value(place[1]).GetValue<double>()));
        return -((x - 1) * (x - 1)) - 4 * (y + 2) * (y + 2) - (s_space.Dimensions[2].Value(place[2]).GetValue<string>() == "c" ? 0 : 2);
    }

    [Fact]
    public void It_finds_the_best_of_a_mixed_space_better_than_chance()
    {
        var (by, chance) = (Enumerable.Range(0, 25).Select(seed => Search(seed, 60, startup: 10)).Order().ToArray(), Enumerable.Range(0, 25).Select(seed => Search(seed, 60, startup: 60)).Order().ToArray());

        Assert.True(by[12] > chance[12], $"TPE {by[12]:0.000}, chance {chance[12]:0.000}.");
        Assert.InRange(by[12], chance[12] / 3, 0);
    }

    [Fact]
    public void The_same_seed_and_trials_give_the_same_place_and_another_number_another()
    {
        var seen = Trials(3, 20, 5);

        Assert.Equal(TreeParzen.Propose(s_space, seen, 5, 3, 20), TreeParzen.Propose(s_space, seen, 5, 3, 20));
        Assert.NotEqual(TreeParzen.Propose(s_space, seen, 5, 3, 20), TreeParzen.Propose(s_space, seen, 5, 3, 21));
        Assert.NotEqual(TreeParzen.Propose(s_space, seen, 5, 3, 20), TreeParzen.Propose(s_space, seen, 5, 4, 20));
    }

    [Fact]
    public void Every_place_is_in_the_space_whatever_was_seen() =>
        Gen.Select(Gen.Double[0, 1].Array[3], Gen.Double[-1, 1]).Array[0, 40].Sample(seen =>
        {
            var place = TreeParzen.Propose(s_space, [.. seen.Select((one, i) => (one.Item1, i % 7 == 3 ? double.NaN : one.Item2))], 4, 1, seen.Length);

            return place.Length == 3 && place.All(at => at is >= 0 and <= 1);
        }, iter: 300);

    [Fact]
    public void Densities_sum_to_one() =>
        Gen.Double[0, 1].Array[0, 12].Sample(values =>
        {
            var numbers = ParzenDensity.OfNumbers(values);
            var area = Enumerable.Range(0, 4000).Average(i => numbers.At((i + 0.5) / 4000));
            var choices = ParzenDensity.OfChoices([.. values.Select(value => (int)(value * 2.99))], 3);

            return Math.Abs(area - 1) < 1e-3 && Math.Abs(Enumerable.Range(0, 3).Sum(i => choices.At((i + 0.5) / 3)) - 1) < 1e-9;
        }, iter: 50);

    private static double Search(int seed, int count, int startup) => Trials(seed, count, startup).Max(trial => trial.Score);

    private static List<(double[] Place, double Score)> Trials(int seed, int count, int startup)
    {
        var seen = new List<(double[] Place, double Score)>();
        for (var number = 0; number < count; number++)
        {
            var place = TreeParzen.Propose(s_space, seen, startup, seed, number);
            seen.Add((place, Score(place)));
        }
        return seen;
    }
}
