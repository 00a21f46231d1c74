using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

[Collection(TorchTests.Turn)]
public sealed class CharmTests
{
    private const int Width = 8;
    private const int Heads = 2;
    private static readonly Channel[] Channels = [Channel.Diagnosis, Channel.Procedure, Channel.History];

    [Fact]
    public void Refines_fuses_pools_and_harmonizes_as_the_formulas_say()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([.. Enumerable.Range(0, 12)]);
        var layer = new Charm(Width, Heads, dropout: 0.5);
        TinyStudy.Perturb(layer, scale: 0.2);
        layer.eval();
        var layouts = Channels.Select(channel => batch[channel]).ToArray();
        var tokens = layouts.Select(layout => randn(layout.Tokens.shape[0], Width)).ToArray();

        var refined = layer.call(tokens, layouts);

        Assert.Equal([batch.Visits, 3, Width], refined.shape);
        var weights = Plain.Weights(layer);
        var rows = tokens.Select(Plain.Rows).ToArray();
        var places = layouts.Select(layout => Plain.ByVisit(layout, batch.Visits)).ToArray();
        var expected = Enumerable.Range(0, batch.Visits).SelectMany(v =>
        {
            var own = Enumerable.Range(0, 3)
                .Select(c => PlainLayers.Refine(weights, $"_channels.{c}.", Heads, [.. places[c][v].Select(i => rows[c][i])])).ToArray();
            var pooled = Enumerable.Range(0, 3).Select(c => PlainLayers.Fuse(
                weights, $"_channels.{c}.", Heads, own[c], [.. own.SelectMany((x, other) => other == c ? [] : PlainLayers.Offers(weights, $"_channels.{other}._offered.", x))], rests: 2, Width)).ToArray();
            return PlainLayers.Harmonize(weights, "_harmonizer.", pooled);
        });
        Plain.Near([.. expected], refined, 1e-4);
    }

    [Fact]
    public void Pooling_weighs_refined_tokens_and_adds_raw_ones_and_an_empty_set_gives_zeros()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([.. Enumerable.Range(0, 12)]);
        var (layer, layout) = (new SetPooling(Width), batch[Channel.Procedure]);
        var (refined, raw) = (randn(layout.Tokens.shape[0], Width), randn(layout.Tokens.shape[0], Width));

        var pooled = layer.call(refined, raw, layout);

        var (weights, z, x, places) = (Plain.Weights(layer), Plain.Rows(refined), Plain.Rows(raw), Plain.ByVisit(layout, batch.Visits));
        Plain.Near([.. places.Select(members => PlainLayers.Pool(
            weights, "", [.. members.Select(i => z[i])], [.. members.Select(i => x[i])], Width))], pooled);
        var empty = Array.FindIndex(places, members => members.Length == 0);
        Assert.Equal(new double[Width], Plain.Rows(pooled)[empty]);
    }

    [Fact]
    public void Channels_count_alike_before_training_and_as_the_formula_says_after()
    {
        using var scope = NewDisposeScope();
        var layer = new ChannelHarmonizer(3, Width);
        var input = randn(4, 3, Width);
        Plain.Near(Plain.Rows(input.view(-1, Width)), layer.call(input), 0);
        TinyStudy.Perturb(layer);

        var weighed = layer.call(input);

        var weights = Plain.Weights(layer);
        Plain.Near([.. Plain.Rows(input.view(-1, Width)).Chunk(3).SelectMany(channels => PlainLayers.Harmonize(weights, "", channels))], weighed);
    }
}
