using CafeMed.Learning.Causal;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;

namespace CafeMed.Tests.Learning.Networks;

[Collection(TorchTests.Turn)]
public sealed class CafeMedNetworkTests
{
    private static readonly int Size = TinyStudy.Encoder.Medications.Count;

    [Fact]
    public void Untrained_it_is_the_static_causal_model()
    {
        using var network = TinyStudy.Network();
        network.eval();
        int[] patients = [.. Enumerable.Range(0, 20)];
        using var batch = TinyStudy.Table.Batch(patients);
        using var logits = network.call(batch);

        var actual = logits.data<float>().ToArray();
        for (var v = 0; v < batch.Visits; v++)
            for (var m = 0; m < Size; m++)
                Assert.Equal(Static(batch.Rows[v], m), actual[v * Size + m], 1e-4);
    }

    [Fact]
    public void Options_that_do_not_fit_together_are_a_fault_and_not_a_crash() => Fails.With(
        "CM3002", () => NetworkFactory.Create("cafemed", TinyStudy.Knowledge, """{ "width": 10, "heads": 4 }"""));

    [Fact]
    public void Resolve_writes_every_default_out()
    {
        var options = TinyStudy.Smallest();

        Assert.Equal(["charm", "dropout", "evidence", "gate", "gatePenalty", "heads", "message", "rank", "width"], options.Select(option => option.Key).Order());
        Fails.With("CM2002", () => NetworkFactory.Resolve("cafemad", "{}"));
        Fails.With("CM3002", () => NetworkFactory.Resolve("cafemed", """{ "width": "wide" }"""));
        Fails.With("CM3002", () => NetworkFactory.Resolve("cafemed", "[]"));
        Fails.With("CM3002", () => NetworkFactory.Resolve("cafemed", "{"));
    }

    [Fact]
    public void Knowledge_is_counted_from_training_visits_alone()
    {
        var (knowledge, table) = (TinyStudy.Knowledge, TinyStudy.Table);
        var visits = table.Patients.SelectMany(patient => patient.Visits.Select((visit, t) => (visit, before: t > 0 ? patient.Visits[t - 1] : null))).ToArray();

        for (var m = 0; m < Size; m++)
        {
            var drug = TinyStudy.Encoder.Medications[m];
            var given = visits.Count(pair => pair.visit.Medications.Contains(drug));
            var kept = visits.Count(pair => pair.visit.Medications.Contains(drug) && pair.before?.Medications.Contains(drug) == true);
            var earlier = visits.Count(pair => pair.before?.Medications.Contains(drug) == true);
            var effect = MarginalEffects.Effect(kept, earlier, given, visits.Length);
            Assert.Equal(Math.Log((given + 0.5) / (visits.Length - given + 0.5)), knowledge.BaseLogits[m], 1e-5);
            Assert.Equal(effect.ShrunkLogOdds, knowledge.Persistence[m], 1e-4);
        }
    }

    [Fact]
    public void An_unknown_code_has_no_effect_of_its_own()
    {
        using var effects = TinyStudy.Knowledge.EffectsOf(Channel.Diagnosis);

        Assert.Equal([TinyStudy.Encoder.Size(Channel.Diagnosis), Size], effects.shape);
        Assert.All(effects[-1].data<float>().ToArray(), effect => Assert.Equal(0, effect));
        Assert.Contains(effects.data<float>().ToArray(), effect => effect != 0);
    }

    // base + sum over channels of shrunk effects / sqrt(n + 1) + persistence of the last drugs.
    private static double Static(int row, int medication)
    {
        var (knowledge, table) = (TinyStudy.Knowledge, TinyStudy.Table);
        double logit = knowledge.BaseLogits[medication];
        foreach (var channel in new[] { Channel.Diagnosis, Channel.Procedure, Channel.Category })
        {
            var effects = knowledge.Effects.Of(channel == Channel.Category ? CodeKind.Category : (CodeKind)channel)!;
            foreach (var token in table[channel][row])
                if (token < effects.Treatments.Count)
                    logit += effects[token, medication].ShrunkLogOdds / Math.Sqrt(table[channel][row].Length + 1);
        }
        return logit + (table[Channel.History][row].Contains(medication) ? knowledge.Persistence[medication] : 0);
    }
}
