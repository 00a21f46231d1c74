using CafeMed.Learning.Storage;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Storage;

[Collection(TorchTests.Turn)]
public sealed class EffectsFileExtrasTests
{
    [Fact]
    public void Balance_the_other_track_and_roles_come_back()
    {
        using var place = new TempFolder();
        var (codes, drugs) = (new Vocabulary(CodeKind.Diagnosis, [new Code(CodeSystem.Icd10Cm, "I10"), new Code(CodeSystem.Icd10Cm, "E11")]), new Vocabulary(CodeKind.Medication, [Code.Atc("C09A")]));
        var channel = new EffectChannel(codes, drugs, [40, 30], [new EffectEstimate(0, 1, 0.1f, 0.1f), new EffectEstimate(0, 1, 0.2f, 0.1f)])
        {
            OtherTrack = [0.3f, -0.1f],
            Balance = [[new CovariateBalance("Age x", 0.5f, 0.01f), new CovariateBalance("Sex y", -0.2f, 0)], [new CovariateBalance("Sex y", 0.1f, -0.02f)]],
        };
        var graph = new CodeGraph(new Fingerprint([3]), [new CodeGraphNode("Ccs:1", CodeTier.Diagnosis, 40, NodeRole.Cause, 0.8f), new CodeGraphNode("Ccs:2", CodeTier.Diagnosis, 40, NodeRole.Effect, 1)],
            [new CodeGraphEdge(0, 1, 1, 0.9f, true, 2)]) { Resamples = 20 };
        var file = place.File("e.safetensors");

        EffectsFile.Write(file, new CausalEffects("overlap-ipw", new Fingerprint([3]), [channel]));
        CodeGraphFile.AddTo(file, graph);
        var read = EffectsFile.Read(file);

        Assert.Equal(channel.OtherTrack.AsEnumerable(), read.Channels[0].OtherTrack);
        Assert.Equal(channel.Balance.Select(row => row.ToArray()), read.Channels[0].Balance.Select(row => row.ToArray()));
        Assert.Equal(graph.Edges.AsEnumerable(), read.Graph!.Edges);
        Assert.Equal(20, CodeGraphFile.Read(file)!.Resamples);
        Fails.With("CM3082", () => CodeGraphFile.AddTo(file, graph with { FittedOn = new Fingerprint([4]) }));
    }
}
