using CafeMed.Learning.Storage;
using CafeMed.Learning.Studies;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Studies;

/// <summary>An evaluation that would test on patients whom something was fitted on is refused, and the fault names what.</summary>
[Collection(TorchTests.Turn)]
public sealed class LeakNamesTests : IDisposable
{
    private readonly Study _study = TinyStudy.Prepare(36, TinyStudy.Options(epochs: 1));
    private readonly TrainedModel _model;

    public LeakNamesTests() => _model = TinyStudy.Train(_study);

    [Fact]
    public void Everything_that_training_patients_took_part_in_is_named()
    {
        var message = Fails.With("CM2008", () => _model.RefuseLeaks([_study.Split.Training.Patients[0]])).Message;

        foreach (var what in new[] { "vocabularies", "frequencies", "weights", "causal effects", "interaction shares" })
            Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.DoesNotContain("calibration", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Effects_of_other_patients_are_named_alone_also_after_the_model_was_stored()
    {
        var leaking = _model with { Effects = _model.Effects with { FittedOn = Fingerprint.Of(_study.Split.Test.Patients) } };
        using var place = new TempFolder();
        var file = new FileInfo(Path.Combine(place.Sub("model").FullName, "model.safetensors"));
        file.Directory!.Create();
        ModelFile.Write(file, leaking, []);

        var message = Fails.With("CM2008", () => ModelFile.Read(file).Model.RefuseLeaks(_study.Split.Test.Patients)).Message;

        Assert.Contains("causal effects", message, StringComparison.Ordinal);
        Assert.DoesNotContain("vocabularies", message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _model.Scorer.Linear?.Dispose();
        _study.Dispose();
    }
}
