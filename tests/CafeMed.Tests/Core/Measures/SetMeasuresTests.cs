using CsCheck;

namespace CafeMed.Tests.Core.Measures;

public sealed class SetMeasuresTests
{
    private static readonly Gen<(float Score, bool Truth, bool Proposed)[]> s_rankings =
        Gen.Select(Gen.Int[0, 6], Gen.Bool, Gen.Bool).Select((level, truth, proposed) => (level / 6f, truth, proposed)).Array[1, 20];

    [Fact]
    public void A_case_counted_by_hand()
    {
        var score = SetMeasures.Of([.9f, .8f, .7f, .1f], [true, true, false, false], [true, false, true, false], outside: 1, Matrix(4, (0, 1, .5f)));

        Assert.Equal(1 / 4.0, score.Jaccard, 1e-12);
        Assert.Equal(2 / 5.0, score.F1, 1e-12);
        Assert.Equal((1 + 2 / 3.0) / 3, score.PrAuc, 1e-12);
        Assert.Equal((2, 3, 1.0, 0.5), (score.Proposed, score.Prescribed, score.Pairs, score.InteractingPairs));
    }

    [Fact]
    public void Sets_agree_with_set_arithmetic() => Gen.Select(s_rankings, Gen.Int[0, 3]).Sample((rows, outside) =>
    {
        var score = Of(rows, outside);

        var chosen = Enumerable.Range(0, rows.Length).Where(m => rows[m].Proposed).ToHashSet();
        var truth = Enumerable.Range(0, rows.Length).Where(m => rows[m].Truth).Concat(Enumerable.Range(100, outside)).ToHashSet();
        var (shared, united) = (chosen.Intersect(truth).Count(), chosen.Union(truth).Count());
        Assert.Equal(united == 0 ? 1 : (double)shared / united, score.Jaccard, 1e-12);
        Assert.Equal(united == 0 ? 1 : 2 * score.Jaccard / (1 + score.Jaccard), score.F1, 1e-12);
        Assert.Equal((chosen.Count, truth.Count), (score.Proposed, score.Prescribed));
    });

    [Fact]
    public void Average_precision_agrees_with_the_definition() => Gen.Select(s_rankings, Gen.Int[0, 3]).Sample((rows, outside) =>
    {
        var positives = rows.Count(row => row.Truth) + outside;

        Assert.Equal(Slowly(rows, positives), Of(rows, outside).PrAuc, 1e-9);
    });

    [Fact]
    public void Ties_are_taken_together_so_that_their_order_does_not_matter()
    {
        var first = SetMeasures.AveragePrecision([.5f, .5f, .5f], [true, false, false], 1);
        var last = SetMeasures.AveragePrecision([.5f, .5f, .5f], [false, false, true], 1);

        Assert.Equal(1 / 3.0, first, 1e-12);
        Assert.Equal(first, last);
    }

    [Fact]
    public void A_perfect_ranking_scores_one_and_a_medication_outside_takes_its_share()
    {
        Assert.Equal(1, SetMeasures.AveragePrecision([.9f, .8f, .1f], [true, true, false], 2), 1e-12);
        Assert.Equal(2 / 3.0, SetMeasures.AveragePrecision([.9f, .8f, .1f], [true, true, false], 3), 1e-12);
    }

    [Fact]
    public void Nothing_proposed_and_nothing_prescribed_agree()
    {
        var score = SetMeasures.Of([.2f, .1f], [false, false], [false, false], outside: 0, []);

        Assert.Equal((1.0, 1.0), (score.Jaccard, score.F1));
        Assert.True(double.IsNaN(score.PrAuc));
    }

    [Fact]
    public void Something_for_nothing_scores_zero()
    {
        var score = SetMeasures.Of([.9f], [true], [false], outside: 0, []);

        Assert.Equal((0.0, 0.0), (score.Jaccard, score.F1));
        Assert.Equal(0, SetMeasures.Of([.9f], [false], [false], outside: 2, []).Jaccard);
    }

    [Fact]
    public void A_score_that_is_no_number_ranks_last_and_ends() =>
        Assert.Equal(1, SetMeasures.AveragePrecision([float.NaN, .8f, float.NaN], [false, true, false], 1), 1e-12);

    [Fact]
    public void Scores_are_left_as_they_were()
    {
        float[] scores = [.1f, .9f];

        _ = SetMeasures.AveragePrecision(scores, [true, false], 1);

        Assert.Equal([.1f, .9f], scores);
    }

    private static VisitScore Of((float Score, bool Truth, bool Proposed)[] rows, int outside) => SetMeasures.Of(
        [.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Proposed)], [.. rows.Select(row => row.Truth)], outside, []);

    // Sum over positives of the precision among all that rank at least as high, by counting: O(n^2), no sorting.
    private static double Slowly((float Score, bool Truth, bool Proposed)[] rows, int positives)
    {
        if (positives == 0)
            return double.NaN;
        return rows.Where(row => row.Truth).Sum(row =>
        {
            var above = rows.Where(other => other.Score >= row.Score).ToArray();
            return (double)above.Count(other => other.Truth) / above.Length;
        }) / positives;
    }

    private static float[] Matrix(int size, params (int I, int J, float Share)[] edges)
    {
        var matrix = new float[size * size];
        foreach (var (i, j, share) in edges)
            matrix[i * size + j] = matrix[j * size + i] = share;
        return matrix;
    }
}
