using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using CafeMed.Learning.Molecules;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

// The layers of RETAIN, GAMENet and SafeDrug against loops written from their formulas.
[Collection(TorchTests.Turn)]
public sealed class CompetitorLayersTests
{
    private const int Width = 6;
    private static readonly int[] s_patients = [2, 0, 3, 7];

    [Fact]
    public void Sums_of_codes_are_the_sums()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch(s_patients);
        var layer = new CodeSums(TinyStudy.Encoder, Width, 0);
        TinyStudy.Perturb(layer);

        var (weights, time) = (Plain.Weights(layer), Plain.Rows(batch.Time));
        var expected = batch.Rows.Select((row, v) => Enumerable.Range(0, 4).Aggregate(
            Plain.Linear(weights, "_time", time[v]),
            (sum, c) => Plain.Add(sum, Plain.Sum(TinyStudy.Table.Channels[c][row].ToArray().Select(token => weights[$"_embeddings.{c}.weight"][token]), Width))));
        Plain.Near([.. expected], layer.call(batch));
    }

    [Fact]
    public void Reverse_attention_reads_each_visits_past_back_in_time()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch(s_patients);
        var layer = new ReverseAttention(Width);
        TinyStudy.Perturb(layer);
        var visits = randn(batch.Visits, Width);

        var contexts = layer.call(visits, batch);

        var (weights, rows) = (Plain.Weights(layer), Plain.Rows(visits));
        Plain.Near([.. Prefixes(batch).Select(own =>
        {
            var back = own.Select(v => rows[v]).Reverse().ToArray();
            var (g, h) = (PlainLayers.Gru(weights, "_visits.", back).ToArray(), PlainLayers.Gru(weights, "_parts.", back).ToArray());
            var shares = Plain.Softmax([.. g.Select(state => Plain.Linear(weights, "_score", state)[0])]);
            return Plain.Sum(back.Select((x, j) => Plain.Scale(Plain.Times(x, [.. Plain.Linear(weights, "_gate", h[j]).Select(Math.Tanh)]), shares[j])), Width);
        })], contexts);
    }

    [Theory]
    [InlineData(Channel.Diagnosis, true)]
    [InlineData(Channel.Context, false)]
    public void A_channels_recurrence_reads_means_or_sums(Channel channel, bool mean)
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch(s_patients);
        var layer = new ChannelRecurrence(TinyStudy.Encoder, channel, Width, mean, 0);
        TinyStudy.Perturb(layer);

        var (weights, time) = (Plain.Weights(layer), Plain.Rows(batch.Time));
        var inputs = batch.Rows.Select((row, v) =>
        {
            var tokens = TinyStudy.Table[channel][row].ToArray();
            var sum = Plain.Sum(tokens.Select(token => weights["_embedding.weight"][token]), Width);
            var pooled = mean ? Plain.Scale(sum, 1.0 / Math.Max(1, tokens.Length)) : sum;
            return channel == Channel.Context ? [.. pooled, .. time[v]] : pooled;
        }).ToArray();
        Plain.Near([.. Prefixes(batch).Select(own => PlainLayers.Gru(weights, "_recurrence._gru.", [.. own.Select(v => inputs[v])]).Last())], layer.call(batch));
    }

    [Fact]
    public void Graph_convolution_averages_over_neighbours_twice()
    {
        using var scope = NewDisposeScope();
        float[] graph = [0, 1, 0.5f, 1, 0, 0, 0.5f, 0, 9];
        var layer = new GraphConvolution(graph, 3, Width, 0);
        TinyStudy.Perturb(layer);

        // Without the buffer: the graph is normalised here again.
        var weights = Plain.Weights(layer);
        double[][] plain = [[1, 1, 0.5], [1, 1, 0], [0.5, 0, 1]];
        var normal = plain.Select(row => Plain.Scale(row, 1 / row.Sum())).ToArray();
        double[][] Mean(double[][] x) => [.. normal.Select(row => Plain.Sum(row.Select((share, j) => Plain.Scale(x[j], share)), Width))];
        var first = Mean(weights["_nodes"]).Select(row => row.Select(Math.Tanh).ToArray()).ToArray();
        Plain.Near([.. Mean(first).Select(row => Plain.Linear(weights, "_mix", row))], layer.call());
    }

    [Fact]
    public void Visit_memory_gives_back_what_was_given_when_the_patient_was_much_as_now()
    {
        using var scope = NewDisposeScope();
        using var batch = TinyStudy.Table.Batch(s_patients);
        var size = TinyStudy.Encoder.Medications.Count;
        var queries = randn(batch.Visits, Width);

        var (read, has) = VisitMemory.Of(queries, batch, size);

        var rows = Plain.Rows(queries);
        Plain.Near([.. Prefixes(batch).Select(own =>
        {
            if (own.Length == 1)
                return new double[size];
            var (now, before) = (rows[own[^1]], own[..^1]);
            var shares = Plain.Softmax([.. before.Select(v => Plain.Dot(rows[v], now))]);
            return Plain.Sum(before.Select((v, j) =>
            {
                var given = new double[size];
                foreach (var medication in TinyStudy.Table.Targets[batch.Rows[v]])
                    given[medication] = shares[j];
                return given;
            }), size);
        })], read);
        Assert.Equal(Prefixes(batch).Select(own => own.Length > 1 ? 1f : 0f), has.data<float>().ToArray());
    }

    [Fact]
    public void Messages_between_atoms_are_those_of_loops()
    {
        using var scope = NewDisposeScope();
        Molecule[][] molecules = [[Molecule.Parse("CC(=O)Oc1ccccc1C(=O)O"), Molecule.Parse("O=C(O)c1ccccc1O")], [], [Molecule.Parse("CN(C)C(=N)NC(=N)N")]];
        var layer = new MoleculeEncoder([.. molecules.Select(some => some.ToArray()).Select(some => System.Collections.Immutable.ImmutableArray.Create(some))], Width, 2);
        TinyStudy.Perturb(layer);

        var weights = Plain.Weights(layer);
        var kinds = new Dictionary<string, int>();
        var expected = molecules.Select(some => Plain.Sum(some.Select(molecule =>
        {
            var atoms = Fragments.Surroundings(molecule, 1).Select(name => weights["_atoms.weight"][kinds.TryGetValue(name, out var kind) ? kind : kinds[name] = kinds.Count]).ToArray();
            var neighbours = molecule.Neighbours();
            for (var l = 0; l < 2; l++)
            {
                var hidden = atoms.Select(x => Plain.Linear(weights, $"_layers.{l}", x).Select(value => Math.Max(0, value)).ToArray()).ToArray();
                atoms = [.. hidden.Select((x, a) => Plain.Add(x, Plain.Sum(neighbours[a].Select(other => hidden[other.Atom]), Width)))
                    .Select(x => Plain.Scale(x, 1 / Math.Sqrt(Plain.Dot(x, x) + 1e-12)))];
            }
            return Plain.Scale(Plain.Sum(atoms, Width), 1.0 / some.Length);
        }), Width)).ToArray();
        Plain.Near(expected, layer.call());
    }

    // For every visit, the rows of the patient's visits up to it.
    private static IEnumerable<int[]> Prefixes(VisitBatch batch)
    {
        var next = 0;
        foreach (var patient in s_patients)
        {
            for (var t = 0; t < TinyStudy.Table.VisitsOf(patient); t++)
                yield return [.. Enumerable.Range(next, t + 1)];
            next += TinyStudy.Table.VisitsOf(patient);
        }
    }
}
