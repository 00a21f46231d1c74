using System.Text.Json.Nodes;
using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Networks;

/// <summary>What must hold of CafeMed with any of its parts left out or made simpler.</summary>
[Collection(TorchTests.Turn)]
public sealed class CafeMedVariantsTests
{
    private static readonly int[] Patients = [.. Enumerable.Range(0, 20)];

    public static TheoryData<string, string, string, string> All
    {
        get
        {
            var all = new TheoryData<string, string, string, string>();
            foreach (var gate in new[] { "full", "per-code", "scalar", "static", "permuted" })
                foreach (var charm in new[] { "on", "off" })
                    foreach (var evidence in new[] { "on", "off" })
                        foreach (var message in new[] { "on", "off" })
                            all.Add(gate, charm, evidence, message);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_reach_every_parameter_and_the_account_sums_to_the_logits(string gate, string charm, string evidence, string message)
    {
        using var scope = NewDisposeScope();
        using var network = Variant(gate, charm, evidence, message);
        TinyStudy.Perturb(network);
        network.eval();
        using var batch = TinyStudy.Table.Batch(Patients);
        using var account = network.Account(batch);
        var logits = network.call(batch);

        logits.Squared().sum().backward();

        Assert.True(logits.isfinite().all().item<bool>());
        Assert.Equal(logits.Floats(), account.Logits(batch).Floats());
        Assert.All(network.named_parameters(), named =>
            Assert.True(named.parameter.grad is { } grad && grad.abs().max().item<float>() > 0, $"{named.name} is not in use."));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Untrained_it_is_the_static_model_of_what_is_left(string gate, string charm, string evidence, string message)
    {
        using var scope = NewDisposeScope();
        using var network = Variant(gate, charm, evidence, message);
        network.eval();
        using var batch = TinyStudy.Table.Batch(Patients);
        var (expected, size) = (new float[batch.Visits * TinyStudy.Encoder.Medications.Count], TinyStudy.Encoder.Medications.Count);
        for (var v = 0; v < batch.Visits; v++)
            for (var m = 0; m < size; m++)
                expected[v * size + m] = (float)Static(batch.Rows[v], m, gate == "permuted", evidence == "on");

        var actual = network.call(batch).Floats();

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_state_can_be_taken_over_by_another_of_its_kind(string gate, string charm, string evidence, string message)
    {
        using var scope = NewDisposeScope();
        using var network = Variant(gate, charm, evidence, message);
        TinyStudy.Perturb(network);
        network.eval();
        using var other = Variant(gate, charm, evidence, message, seed: 99);
        using var batch = TinyStudy.Table.Batch(Patients);

        other.load_state_dict(network.state_dict());
        other.eval();

        Assert.Equal(network.call(batch).Floats(), other.call(batch).Floats());
    }

    [Theory]
    [InlineData("full")]
    [InlineData("per-code")]
    [InlineData("scalar")]
    [InlineData("static")]
    public void Gates_that_are_asked_for_are_those_that_weigh_the_evidence(string gate)
    {
        using var scope = NewDisposeScope();
        using var network = Variant(gate, "on", "on", "off");
        TinyStudy.Perturb(network);
        // What is the same for all patients is left out, so that the gates alone weigh.
        using (no_grad())
            foreach (var (name, parameter) in network.named_parameters())
                if (name.StartsWith("_generators", StringComparison.Ordinal) && (name.Contains("_size") || name.Contains("_bias") || name.Contains("_slope")))
                    parameter.zero_();
        network.eval();
        using var batch = TinyStudy.Table.Batch(Patients);
        var (channel, size) = (batch[Channel.Diagnosis], TinyStudy.Encoder.Medications.Count);
        using var account = network.Account(batch);

        var gates = network.Gates(batch, Channel.Diagnosis, tensor(new long[] { 2, 0, 5 }));

        Assert.Equal([batch.Visits, 3, size], gates.shape);
        var (tokens, owner) = (channel.Tokens.data<long>().ToArray(), channel.Owner.data<long>().ToArray());
        var (evidence, effects, counts) = (account.Effects[0].Amounts.Floats(), TinyStudy.Knowledge.EffectsOf(Channel.Diagnosis).Floats(), channel.Counts.Floats());
        var strength = Math.Exp(network.get_parameter("_strength")!.data<float>()[0]);
        var crowd = network.get_parameter("_crowd")!.data<float>()[0];
        var checks = 0;
        for (var i = 0; i < tokens.Length; i++)
            for (var m = 0; m < size; m++)
                if (tokens[i] == 5)
                {
                    var weight = gates[owner[i], 2, m].item<float>() * effects[5 * size + m];
                    Assert.Equal(weight * strength * Math.Pow(counts[owner[i]] + 1, -crowd), evidence[i * size + m], 1e-4);
                    checks++;
                }
        Assert.True(checks > 10);
    }

    [Theory]
    [InlineData("full", true)]
    [InlineData("scalar", true)]
    [InlineData("static", false)]
    public void Gates_that_leave_one_cost_in_training(string gate, bool cost)
    {
        using var scope = NewDisposeScope();
        using var network = Variant(gate, "on", "on", "on");

        Assert.Equal(cost ? 0f : null, network.Penalty()?.item<float>());
        TinyStudy.Perturb(network);
        Assert.Equal(cost, network.Penalty() is { } penalty && penalty.item<float>() > 0);
    }

    [Fact]
    public void A_network_without_effects_says_that_it_has_no_gates()
    {
        using var network = Variant("full", "on", "off", "off");
        using var batch = TinyStudy.Table.Batch([0]);
        using var token = tensor(new long[] { 0 });

        Assert.False(network.HasGates);
        Assert.Throws<InvalidOperationException>(() => network.Gates(batch, Channel.Diagnosis, token));
    }

    [Theory]
    [InlineData("""{ "gate": "half" }""")]
    [InlineData("""{ "charm": true }""")]
    [InlineData("""{ "message": 1 }""")]
    public void A_switch_that_is_none_is_refused(string options) =>
        Fails.With("CM3002", () => NetworkFactory.Create("cafemed", TinyStudy.Knowledge, options));

    private static MedicationNetwork Variant(string gate, string charm, string evidence, string message, int seed = 3)
    {
        var options = TinyStudy.Smallest();
        foreach (var (key, value) in new[] { ("gate", gate), ("charm", charm), ("evidence", evidence), ("message", message) })
            options[key] = JsonValue.Create(value);
        random.manual_seed(seed);
        return NetworkFactory.Create("cafemed", TinyStudy.Knowledge, options.ToJsonString());
    }

    private static double Static(int row, int medication, bool permuted, bool evidence)
    {
        var (knowledge, table, size) = (TinyStudy.Knowledge, TinyStudy.Table, TinyStudy.Encoder.Medications.Count);
        double logit = knowledge.BaseLogits[medication] + (table[Channel.History][row].Contains(medication) ? knowledge.Persistence[medication] : 0);
        foreach (var channel in evidence ? new[] { Channel.Diagnosis, Channel.Procedure, Channel.Category } : [])
        {
            using var effects = knowledge.EffectsOf(channel);
            using var used = permuted ? ShuffledColumns.Of(effects, 3) : effects.clone();
            var values = used.Floats();
            foreach (var token in table[channel][row])
                logit += values[token * size + medication] / Math.Sqrt(table[channel][row].Length + 1);
        }
        return logit;
    }
}
