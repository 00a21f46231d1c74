using CsCheck;

namespace CafeMed.Tests.Learning.Scoring;

public sealed class InteractionTrimTests
{
    private const int Size = 7;

    private static readonly Gen<(float[] Logits, bool[] Set, float[] Interactions, double Cost)> s_cases = Gen.Select(
        Gen.Float[-3, 3].Array[Size], Gen.Bool.Array[Size], Gen.Float[0, 1].Array[Size * Size], Gen.Double[0, 5])
        .Select((logits, set, raw, cost) => (logits, set, Symmetric(raw), cost));

    [Fact]
    public void What_stays_was_there_before_and_no_single_medication_more_should_go() => s_cases.Sample(test =>
    {
        var trimmed = Trim(test.Logits, test.Set, test.Interactions, test.Cost);

        for (var m = 0; m < Size; m++)
        {
            Assert.True(!trimmed[m] || test.Set[m]);
            if (trimmed[m])
                Assert.True(Value(test.Logits, Without(trimmed, m), test.Interactions, test.Cost)
                    <= Value(test.Logits, trimmed, test.Interactions, test.Cost) + 1e-6);
        }
    });

    [Fact]
    public void Trimming_never_lowers_the_value_of_the_set() => s_cases.Sample(test =>
        Value(test.Logits, Trim(test.Logits, test.Set, test.Interactions, test.Cost), test.Interactions, test.Cost)
            >= Value(test.Logits, test.Set, test.Interactions, test.Cost) - 1e-6);

    [Fact]
    public void Interactions_that_cost_nothing_change_nothing() => s_cases.Sample(test =>
        Trim(test.Logits, test.Set, test.Interactions, 0).SequenceEqual(test.Set));

    [Fact]
    public void Of_a_pair_that_must_not_be_the_less_probable_goes()
    {
        var interactions = new float[9];
        interactions[1] = interactions[3] = 1;

        Assert.Equal([true, false, true], Trim([2, 1, 0], [true, true, true], interactions, 2));
    }

    private static bool[] Trim(float[] logits, bool[] set, float[] interactions, double cost)
    {
        var trimmed = set.ToArray();
        InteractionTrim.Apply(logits, trimmed, interactions, cost);
        return trimmed;
    }

    private static double Value(float[] logits, bool[] set, float[] interactions, double cost)
    {
        var value = 0.0;
        for (var i = 0; i < set.Length; i++)
            for (var j = i; set[i] && j < set.Length; j++)
                value += i == j ? 1 / (1 + Math.Exp(-logits[i])) : set[j] ? -cost * interactions[i * set.Length + j] : 0;
        return value;
    }

    private static bool[] Without(bool[] set, int medication) => [.. set.Select((chosen, m) => chosen && m != medication)];

    private static float[] Symmetric(float[] raw)
    {
        for (var i = 0; i < Size; i++)
            for (var j = 0; j <= i; j++)
                raw[i * Size + j] = raw[j * Size + i] = i == j || raw[i * Size + j] < 0.5f ? 0 : raw[i * Size + j];
        return raw;
    }
}
