using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

[Collection(TorchTests.Turn)]
public sealed class RecurrenceTests
{
    private const int Width = 8;

    [Fact]
    public void A_visit_has_read_itself_and_the_visits_before_as_a_gated_unit_does()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([2, 0, 3, 7]);
        var layer = new VisitRecurrence(5, Width);
        var visits = randn(batch.Visits, 5);

        var states = layer.call(visits, batch);

        var (weights, rows) = (Plain.Weights(layer), Plain.Rows(visits));
        Plain.Near([.. ByPatient(batch, [2, 0, 3, 7]).SelectMany(own => PlainLayers.Gru(weights, "_gru.", [.. own.Select(v => rows[v])]))], states);
    }

    [Fact]
    public void The_state_gathers_means_and_numbers_of_all_channels_and_time()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch([2, 0, 3, 7]);
        var layer = new PatientState(Width, Enum.GetValues<Channel>().Length);
        TinyStudy.Perturb(layer);
        var tokens = batch.Channels.Select(channel => randn(channel.Tokens.shape[0], Width)).ToArray();

        var states = layer.call(tokens, batch);

        var (weights, rows, time) = (Plain.Weights(layer), tokens.Select(Plain.Rows).ToArray(), Plain.Rows(batch.Time));
        var places = batch.Channels.Select(channel => Plain.ByVisit(channel, batch.Visits)).ToArray();
        var gathered = Enumerable.Range(0, batch.Visits).Select(v =>
        {
            var means = Enumerable.Range(0, places.Length).SelectMany(c =>
                PlainLayers.Normed(Plain.Scale(Plain.Sum(places[c][v].Select(i => rows[c][i]), Width), 1.0 / Math.Max(1, places[c][v].Length)))
                    .Append(Math.Log(1 + places[c][v].Length)));
            return Plain.Linear(weights, "_gather", [.. means, .. time[v]]).Select(Math.Tanh).ToArray();
        }).ToArray();
        Plain.Near([.. ByPatient(batch, [2, 0, 3, 7])
            .SelectMany(own => PlainLayers.Gru(weights, "_recurrence._gru.", [.. own.Select(v => gathered[v])]).Zip(own, (state, v) => Plain.Add(state, gathered[v])))], states);
    }

    // The rows of a batch that belong to each of its patients.
    private static IEnumerable<int[]> ByPatient(VisitBatch batch, int[] patients)
    {
        var next = 0;
        foreach (var patient in patients)
        {
            var count = TinyStudy.Table.VisitsOf(patient);
            yield return [.. Enumerable.Range(next, count)];
            next += count;
        }
        Assert.Equal(batch.Visits, next);
    }
}
