using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Training;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Training;

[Collection(TorchTests.Turn)]
public sealed class TrainingSnapshotTests
{
    [Fact]
    public void A_snapshot_of_another_network_is_refused_and_changes_nothing()
    {
        using var network = TinyStudy.Network();
        using var trainer = Trainer(network);
        using var whole = trainer.Snapshot();
        using var scope = NewDisposeScope();
        TinyStudy.Perturb(network);
        var before = Parameters(network);

        foreach (var name in whole.Tensors.Keys)
        {
            Fails.With("CM3014", () => trainer.Restore(new(new(), whole.Tensors.Where(pair => pair.Key != name).ToDictionary())));
            Fails.With("CM3014", () => trainer.Restore(new(new(), new Dictionary<string, Tensor>(whole.Tensors) { [name] = ones(1, 1, 1, 1) })));
        }

        Assert.Equal(before, Parameters(network));
        trainer.Restore(whole);
        Assert.NotEqual(before, Parameters(network));
    }

    private static Trainer Trainer(MedicationNetwork network) => new(network, new(), 5, []);

    private static float[] Parameters(MedicationNetwork network) =>
        [.. network.parameters().SelectMany(parameter => parameter.detach().Floats())];
}
