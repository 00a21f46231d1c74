using CsCheck;

namespace CafeMed.Tests.Core.Measures;

public sealed class RankingTests
{
    private static readonly Gen<(float Score, bool Right)[]> s_rankings = Gen.Select(Gen.Int[0, 6].Select(level => level / 2f), Gen.Bool).Array[1, 20];

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order() => Gen.Select(s_rankings, Gen.Int[0, 3]).Sample((ranking, outside) =>
    {
        var (right, wrong) = (ranking.Where(one => one.Right).ToArray(), ranking.Where(one => !one.Right).ToArray());
        var (_, area) = SetMeasures.Ranking([.. ranking.Select(one => one.Score)], [.. ranking.Select(one => one.Right)], right.Length + outside);
        var inOrder = right.Sum(one => wrong.Sum(other => one.Score > other.Score ? 1 : one.Score == other.Score ? 0.5 : 0));

        if (right.Length + outside == 0 || wrong.Length == 0)
            Assert.True(double.IsNaN(area));
        else
            Assert.Equal(inOrder / ((right.Length + outside) * wrong.Length), area, 1e-12);
    });

    [Fact]
    public void Sums_over_draws_are_those_of_adding_up_whoever_was_drawn()
    {
        var random = new Random(3);
        foreach (var (patients, columns, draws) in new[] { (1, 1, 5), (7, 3, 20), (600, 19, 33), (513, 8, 16) })
        {
            var values = Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, patients).Select(_ => random.NextDouble()).ToArray()).ToArray();
            var sums = new PatientBootstrap(patients, 9, draws).Sums(values);
            var again = new PatientBootstrap(patients, 9, draws, kept: 0).Sums(values);

            var draw = new Random(9);
            for (var d = 0; d < draws; d++)
            {
                var who = Enumerable.Range(0, patients).Select(_ => draw.Next(patients)).ToArray();
                for (var c = 0; c < columns; c++)
                    Assert.Equal(who.Sum(patient => values[c][patient]), sums[c][d], 1e-9);
            }
            Assert.Equal(sums, again);
        }
    }
}
