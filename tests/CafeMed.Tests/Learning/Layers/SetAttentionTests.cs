using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

[Collection(TorchTests.Turn)]
public sealed class SetAttentionTests
{
    private const int Width = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Attends_as_the_formula_says_within_a_channel(int heads)
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([0, 3, 7, 11]);
        var layer = new SetAttention(Width, heads);
        TinyStudy.Perturb(layer);
        var channel = batch[Channel.Diagnosis];
        var tokens = randn(channel.Tokens.shape[0], Width);
        var (keys, values) = (randn_like(tokens), randn_like(tokens));

        var attended = layer.call(tokens, channel, keys, values, SetLayout.Of(channel));

        var (weights, rows, offers) = (Plain.Weights(layer), Plain.Rows(tokens), Offers(keys, values));
        var expected = Plain.ByVisit(channel, batch.Visits).SelectMany(members =>
            members.Select(i => PlainLayers.Attention(weights, "", heads, rows[i], [.. members.Select(j => offers[j])], rests: 1)));
        Plain.Near([.. expected], attended);
    }

    [Theory]
    [InlineData(Channel.Procedure, Channel.History)]
    [InlineData(Channel.History, Channel.Procedure)]
    public void Attends_to_two_channels_of_which_some_visits_have_nothing(Channel first, Channel second)
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([.. Enumerable.Range(0, 12)]);
        var layer = new SetAttention(Width, 2);
        TinyStudy.Perturb(layer);
        var (from, a, b) = (batch[Channel.Diagnosis], batch[first], batch[second]);
        var queries = randn(from.Tokens.shape[0], Width);
        var (keys, values) = (randn(a.Tokens.shape[0] + b.Tokens.shape[0], Width), randn(a.Tokens.shape[0] + b.Tokens.shape[0], Width));
        var (ofA, ofB) = (Plain.ByVisit(a, batch.Visits), Plain.ByVisit(b, batch.Visits));
        Assert.Contains(Enumerable.Range(0, batch.Visits), v => ofA[v].Length + ofB[v].Length == 0);

        var attended = layer.call(queries, from, keys, values, SetLayout.Of(a, b));

        var (weights, q, offers, end) = (Plain.Weights(layer), Plain.Rows(queries), Offers(keys, values), (int)a.Tokens.shape[0]);
        var expected = Plain.ByVisit(from, batch.Visits).SelectMany((members, v) => members.Select(i =>
            PlainLayers.Attention(weights, "", 2, q[i], [.. ofA[v].Select(j => offers[j]), .. ofB[v].Select(j => offers[end + j])], rests: 2)));
        Plain.Near([.. expected], attended);
    }

    [Fact]
    public void A_channel_without_any_token_in_the_whole_batch_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([0, 4]);
        var layer = new SetAttention(Width, 2);
        var (from, empty) = (batch[Channel.Diagnosis], batch[Channel.History]);
        Assert.Equal(0, empty.Tokens.shape[0]);
        var queries = randn(from.Tokens.shape[0], Width);

        var attended = layer.call(queries, from, zeros(0, Width), zeros(0, Width), SetLayout.Of(empty));

        Plain.Near([.. Enumerable.Repeat(new double[Width], (int)queries.shape[0])], attended);
    }

    [Fact]
    public void Every_token_offers_a_key_and_a_value()
    {
        using var scope = NewDisposeScope();
        var (layer, tokens) = (new SetKeys(Width), randn(5, Width));

        var (keys, values) = layer.call(tokens);

        var expected = PlainLayers.Offers(Plain.Weights(layer), "", Plain.Rows(tokens));
        Plain.Near([.. expected.Select(offer => offer.Key)], keys);
        Plain.Near([.. expected.Select(offer => offer.Value)], values);
    }

    [Fact]
    public void Spread_lays_tokens_out_and_leaves_empty_places_zero()
    {
        using var scope = NewDisposeScope();
        var tokens = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2);
        var places = tensor(new long[] { 0, 2, 3, 1, 3, 3 }, 2, 3);

        var spread = SetAttention.Spread(tokens, places);

        Assert.Equal([2, 3, 2], spread.shape);
        Plain.Near([[1, 2], [5, 6], [0, 0], [3, 4], [0, 0], [0, 0]], spread);
    }

    [Fact]
    public void Heads_must_divide_the_width() => Assert.Throws<ArgumentException>(() => new SetAttention(8, 3));

    private static (double[] Key, double[] Value)[] Offers(Tensor keys, Tensor values) => [.. Plain.Rows(keys).Zip(Plain.Rows(values))];
}
