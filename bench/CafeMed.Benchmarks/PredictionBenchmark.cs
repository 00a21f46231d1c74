using BenchmarkDotNet.Attributes;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;

namespace CafeMed.Benchmarks;

/// <summary>Scoring every visit of the cohort on one thread: network, linear tower, combination, calibration.</summary>
[Config(typeof(OneProcess))]
public class PredictionBenchmark
{
    private Study _study = null!;
    private VisitTable _all = null!;
    private CombinedScorer _scorer = null!;
    private Patient[] _patients = [];

    [GlobalSetup]
    public void Setup()
    {
        _study = CohortFixture.Prepare();
        var split = _study.Split;
        _patients = [.. split.Training.Patients, .. split.Validation.Patients, .. split.Test.Patients];
        _all = _study.Encoder.Encode(_patients);
        _scorer = CombinedScorer.Fit(_study.Network, _study.FitLinearTower(CancellationToken.None), _study.Validation);
    }

    [Benchmark]
    public int Encode() => _study.Encoder.Encode(_patients).Visits;

    [Benchmark]
    public int Predict() => _scorer.Score(_all).Length;

    [GlobalCleanup]
    public void Cleanup() => _study.Dispose();
}
