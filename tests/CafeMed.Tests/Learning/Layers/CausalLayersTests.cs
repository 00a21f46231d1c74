using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using CsCheck;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

[Collection(TorchTests.Turn)]
public sealed class CausalLayersTests
{
    private const int Width = 8;
    private const int Rank = 4;

    [Theory]
    [InlineData(GateKind.Full)]
    [InlineData(GateKind.PerCode)]
    [InlineData(GateKind.Scalar)]
    [InlineData(GateKind.Static)]
    [InlineData(GateKind.Permuted)]
    public void Weights_are_gated_effects_as_the_formulas_say(GateKind kind)
    {
        using var scope = NewDisposeScope();
        var (layer, effects, tokens, owner, codes, modifiers, medications) = Generator(seed: 1, scale: 0.4, kind);

        var (gates, weights) = layer.call(tokens, owner, codes, modifiers, medications);

        var (plain, c, x, s, e) = (Plain.Weights(layer), Plain.Rows(effects), Plain.Rows(codes), Plain.Rows(modifiers), Plain.Rows(medications));
        var (rows, visits) = (Plain.Integers(tokens), Plain.Integers(owner));
        var expected = rows.Select((token, i) => PlainLayers.Gates(kind, plain, c[token], x[i], s[visits[i]], e)).ToArray();
        Plain.Near([.. expected.Select(one => one.Gates)], gates);
        Plain.Near([.. expected.Select(one => one.Weights)], weights);
    }

    [Fact]
    public void Shuffled_columns_are_the_same_columns_and_none_stays()
    {
        using var scope = NewDisposeScope();
        var effects = randn(5, 9);

        var (one, again, other) = (ShuffledColumns.Of(effects, 4), ShuffledColumns.Of(effects, 4), ShuffledColumns.Of(effects, 5));

        var (before, after) = (Plain.Rows(effects.t()), Plain.Rows(one.t()));
        Assert.Equal(before.Select(column => string.Join(' ', column)).Order(), after.Select(column => string.Join(' ', column)).Order());
        for (var m = 0; m < 9; m++)
            Assert.NotEqual(before[m], after[m]);
        Assert.Equal(Plain.Rows(one), Plain.Rows(again));
        Assert.NotEqual(Plain.Rows(one), Plain.Rows(other));
    }

    [Theory]
    [InlineData(GateKind.Full)]
    [InlineData(GateKind.PerCode)]
    [InlineData(GateKind.Scalar)]
    [InlineData(GateKind.Static)]
    public void Every_gate_is_one_before_training(GateKind kind)
    {
        using var scope = NewDisposeScope();
        var (layer, effects, tokens, owner, codes, modifiers, medications) = Generator(seed: 2, scale: 0, kind);

        var (gates, weights) = layer.call(tokens, owner, codes, modifiers, medications);

        Assert.All(gates.data<float>().ToArray(), gate => Assert.Equal(1, gate));
        Plain.Near(Plain.Rows(effects.index_select(0, tokens)), weights, 0);
    }

    [Fact]
    public void A_gate_turns_an_effect_up_or_down_and_never_round() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Double[0, 3]).Sample((seed, scale) =>
        {
            using var scope = NewDisposeScope();
            var (layer, effects, tokens, owner, codes, modifiers, medications) = Generator(seed, scale);

            var (gates, weights) = layer.call(tokens, owner, codes, modifiers, medications);

            Assert.All(gates.data<float>().ToArray(), gate => Assert.InRange(gate, 0, 3));
            Assert.All((weights * effects.index_select(0, tokens)).data<float>().ToArray(), product => Assert.True(product >= 0));
        }, iter: 30, threads: 1);

    [Fact]
    public void Slopes_cost_by_their_mean_square_and_a_static_gate_has_none()
    {
        using var scope = NewDisposeScope();
        var (layer, _, _, _, _, _, _) = Generator(seed: 5, scale: 0.4);
        var plain = Plain.Weights(layer);
        var (medications, codes) = (plain["_modification"], plain["_code.weight"]);

        var expected = medications.Average(row => row.Average(u => u * u)) + codes.Average(row => row.Sum(u => 0.09 * u * u));
        Assert.Equal(expected, layer.SlopeSize()!.item<float>(), 1e-5);
        Assert.Null(Generator(seed: 5, scale: 0.4, GateKind.Static).Layer.SlopeSize());
    }

    [Fact]
    public void What_may_modify_effects_is_read_as_the_formula_says_and_is_nothing_for_the_average_visit()
    {
        using var scope = NewDisposeScope();
        var (table, habits) = (TinyStudy.Table, TinyStudy.Knowledge.Modifiers);
        using var batch = table.Batch([.. Enumerable.Range(0, table.Patients.Length)]);
        var layer = new ModifierState(habits, Width, Rank);
        TinyStudy.Perturb(layer);
        var state = randn(batch.Visits, Width);

        var (with, without) = (layer.call(batch, state), layer.call(batch, zeros_like(state)));

        var (plain, s) = (Plain.Weights(layer), Plain.Rows(state));
        double[][] Expected(Func<int, double[]> of) => [.. batch.Rows.Select((row, v) => PlainLayers.Modifiers(plain, habits, [.. table[Channel.Context][row]],
        [
            Math.Log(1 + table[Channel.Diagnosis][row].Length), Math.Log(1 + table[Channel.Procedure][row].Length),
            Math.Log(1 + table[Channel.History][row].Length), table.Gaps[row], table.Numbers[row] == 0 ? 1 : 0,
        ], of(v)))];
        Plain.Near(Expected(v => s[v]), with);
        var known = Expected(_ => new double[Width]);
        Plain.Near(known, without);
        Assert.All(Plain.Sum(known, Rank), sum => Assert.Equal(0, sum / known.Length, 1e-4));
        Assert.Contains(known, row => Math.Abs(row[0]) > 0.5);
    }

    [Fact]
    public void The_message_carries_what_a_code_causes_back_to_it()
    {
        using var scope = NewDisposeScope();
        var layer = new CausalMessage(Width);
        TinyStudy.Perturb(layer);
        var (codes, weights, medications) = (randn(5, Width), randn(5, 6), randn(6, Width));

        var carried = layer.call(codes, weights, medications);

        var (plain, x, w, e) = (Plain.Weights(layer), Plain.Rows(codes), Plain.Rows(weights), Plain.Rows(medications));
        var expected = x.Select((code, i) =>
        {
            var message = Plain.Scale(Plain.Sum(e.Select((medication, m) => Plain.Scale(medication, w[i][m])), Width), 1 / Math.Sqrt(6));
            return Plain.LayerNorm(plain, "_norm", Plain.Add(code, Plain.Linear(plain, "_output", message)));
        });
        Plain.Near([.. expected], carried);
    }

    [Fact]
    public void Earlier_medications_are_kept_or_dropped_as_the_formula_says()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Encoder.Encode([.. TinyStudy.Cohort(12, 1).Patients, TinyStudy.Stranger]).Batch([.. Enumerable.Range(0, 13)]);
        var (history, count) = (batch[Channel.History], TinyStudy.Encoder.Medications.Count);
        var layer = new KeepOrDrop(randn(count), Width, Rank);
        TinyStudy.Perturb(layer);
        var (state, medications) = (randn(batch.Visits, Width), randn(count, Width));

        var tendency = layer.call(state, medications, history);

        var (plain, s, e) = (Plain.Weights(layer), Plain.Rows(state), Plain.Rows(medications));
        var tokens = Plain.Integers(history.Tokens);
        Assert.Contains(count, tokens);
        var given = Plain.ByVisit(history, batch.Visits).Select(places => places.Select(place => tokens[place]).ToHashSet()).ToArray();
        var expected = Enumerable.Range(0, batch.Visits).Select(v => Enumerable.Range(0, count).Select(m => !given[v].Contains(m) ? 0
            : plain["_keep"][0][m] + Plain.Dot(Plain.Linear(plain, "_state", s[v]), Plain.Linear(plain, "_medication", e[m])) / Math.Sqrt(Rank)).ToArray());
        Plain.Near([.. expected], tendency);
    }

    private static (CausalWeightGenerator Layer, Tensor Effects, Tensor Tokens, Tensor Owner, Tensor Codes, Tensor Modifiers, Tensor Medications) Generator(
        int seed, double scale, GateKind kind = GateKind.Full)
    {
        random.manual_seed(seed);
        var effects = randn(7, 6);
        var layer = new CausalWeightGenerator(effects.clone(), Width, Rank, kind);
        TinyStudy.Perturb(layer, seed + 1, scale);
        var (tokens, owner) = (tensor(new long[] { 0, 3, 6, 2, 2 }), tensor(new long[] { 0, 0, 1, 1, 2 }));
        return (layer, effects, tokens, owner, randn(5, Width), randn(3, Rank), randn(6, Width));
    }
}
