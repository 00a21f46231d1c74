using CsCheck;

namespace CafeMed.Tests.Core.Deciding;

public sealed class ExpectedAgreementTests
{
    private static readonly Gen<double> s_probability = Gen.Frequency((6, Gen.Double[0, 1]), (1, Gen.Const(0.5)), (1, Gen.Const(0.0)), (1, Gen.Const(1.0)), (2, Gen.Double[0, 0.05]));

    [Fact]
    public void No_set_of_all_has_a_larger_expected_Jaccard_over_all_outcomes() => s_probability.Array[0, 7].Sample(p =>
    {
        var falling = p.OrderDescending().ToArray();

        var (size, value) = ExpectedAgreement.BestJaccard(falling);

        Assert.Equal(Sets(p).Max(set => Over(p, set, Jaccard)), value, 1e-12);
        Assert.Equal(value, Over(falling, (1 << size) - 1, Jaccard), 1e-12);
    }, iter: 300);

    [Fact]
    public void No_set_of_all_has_a_larger_expected_F1_over_all_outcomes() => s_probability.Array[0, 7].Sample(p =>
    {
        var falling = p.OrderDescending().ToArray();

        var (size, value) = ExpectedAgreement.BestF1(falling);

        Assert.Equal(Sets(p).Max(set => Over(p, set, F1)), value, 1e-12);
        Assert.Equal(value, Over(falling, (1 << size) - 1, F1), 1e-12);
    }, iter: 300);

    [Fact]
    public void Of_every_size_the_most_probable_drugs_are_best() => Gen.Double[0, 1].Array[1, 6].Sample(p =>
    {
        var falling = p.OrderDescending().ToArray();
        foreach (var sets in Sets(falling).GroupBy(set => int.PopCount(set)))
            foreach (var measure in new Func<int, int, double>[] { Jaccard, F1 })
                Assert.Equal(Over(falling, (1 << sets.Key) - 1, measure), sets.Max(set => Over(falling, set, measure)), 1e-12);
    }, iter: 100);

    [Fact]
    public void The_expected_Jaccard_of_any_set_is_that_over_all_outcomes() => Gen.Select(s_probability.Array[7], Gen.Int[0, 127]).Sample((p, set) =>
        Assert.Equal(Over(p, set, Jaccard), ExpectedAgreement.Jaccard(p, [.. Enumerable.Range(0, 7).Select(i => (set >> i & 1) == 1)]), 1e-12), iter: 300);

    [Fact]
    public void Many_drugs_are_searched_as_exactly_as_few()
    {
        var draw = new Random(4);
        foreach (var drugs in new[] { 40, 131, 211 })
        {
            var p = Enumerable.Range(0, drugs).Select(_ => Math.Pow(draw.NextDouble(), 4)).OrderDescending().ToArray();
            var (jaccard, f1) = Plainly(p);

            Assert.Equal(jaccard.Max(), ExpectedAgreement.BestJaccard(p).Value, 1e-11);
            Assert.Equal(f1.Max(), ExpectedAgreement.BestF1(p).Value, 1e-11);
            Assert.Equal(jaccard[ExpectedAgreement.BestJaccard(p).Size], jaccard.Max(), 1e-11);
            Assert.Equal(f1[ExpectedAgreement.BestF1(p).Size], f1.Max(), 1e-11);
        }
    }

    [Fact]
    public void Nothing_is_proposed_where_probably_nothing_is_given()
    {
        Assert.Equal((0, 0.95 * 0.95), ExpectedAgreement.BestJaccard([0.05, 0.05]));
        Assert.Equal((0, 0.95 * 0.95), ExpectedAgreement.BestF1([0.05, 0.05]));
        Assert.Equal((0, 1.0), ExpectedAgreement.BestJaccard([]));
    }

    // Of every number of most probable drugs, by two distributions convolved in full.
    private static (double[] Jaccard, double[] F1) Plainly(double[] p)
    {
        var (jaccard, f1) = (new double[p.Length + 1], new double[p.Length + 1]);
        for (var k = 0; k <= p.Length; k++)
        {
            var (inside, outside) = (Distribution(p[..k]), Distribution(p[k..]));
            for (var a = 0; a < inside.Length; a++)
                for (var b = 0; b < outside.Length; b++)
                {
                    var weight = inside[a] * outside[b];
                    jaccard[k] += weight * (k + b == 0 ? 1 : (double)a / (k + b));
                    f1[k] += weight * (k + a + b == 0 ? 1 : 2.0 * a / (k + a + b));
                }
        }
        return (jaccard, f1);
    }

    private static double[] Distribution(double[] p) => p.Aggregate(new[] { 1.0 }, (before, one) =>
        [.. Enumerable.Range(0, before.Length + 1).Select(n => (n < before.Length ? before[n] * (1 - one) : 0) + (n > 0 ? before[n - 1] * one : 0))]);

    private static IEnumerable<int> Sets(double[] p) => Enumerable.Range(0, 1 << p.Length);

    private static double Over(double[] p, int set, Func<int, int, double> measure) => Sets(p).Sum(given =>
        Enumerable.Range(0, p.Length).Aggregate(1.0, (all, i) => all * ((given >> i & 1) == 1 ? p[i] : 1 - p[i])) * measure(set, given));

    private static double Jaccard(int set, int given) => (set | given) == 0 ? 1 : (double)int.PopCount(set & given) / int.PopCount(set | given);

    private static double F1(int set, int given) => (set | given) == 0 ? 1 : 2.0 * int.PopCount(set & given) / (int.PopCount(set) + int.PopCount(given));
}
