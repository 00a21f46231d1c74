using BenchmarkDotNet.Attributes;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;

namespace CafeMed.Benchmarks;

/// <summary>One epoch of training over every visit of the cohort (training, validation and test patients together), on one thread, without scoring validation.</summary>
[Config(typeof(OneProcess))]
public class EpochBenchmark
{
    private Study _study = null!;
    private VisitTable _all = null!;
    private VisitTable _one = null!;

    /// <summary>W of the network; 32 is the default.</summary>
    [Params(32, 48, 64)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _study = CohortFixture.Prepare($$"""{ "width": {{Width}} }""");
        var split = _study.Split;
        _all = _study.Encoder.Encode([.. split.Training.Patients, .. split.Validation.Patients, .. split.Test.Patients]);
        _one = _study.Encoder.Encode([split.Validation.Patients[0]]);
    }

    [Benchmark]
    public double Epoch()
    {
        using var trainer = new Trainer(_study.Network, new TrainerOptions { Epochs = 1 }, seed: 7, interactions: []);
        return trainer.Run(_all, _one, companion: null, progress: null, CancellationToken.None).Single().Loss;
    }

    [GlobalCleanup]
    public void Cleanup() => _study.Dispose();
}
