using BenchmarkDotNet.Attributes;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Studies;
using CafeMed.Safety;

namespace CafeMed.Benchmarks;

/// <summary>What comes before training, on the training part of the cohort and one thread.</summary>
[Config(typeof(OneProcess))]
public class PreparationBenchmark
{
    private Study _study = null!;
    private Cohort _fine = null!;
    private InteractionTable _facts = null!;

    [GlobalSetup]
    public void Setup()
    {
        _study = CohortFixture.Prepare();
        _facts = InteractionFacts.Shipped();
        (_fine, _) = Generate();
    }

    [Benchmark]
    public int Synthesize() => Generate().Cohort.VisitCount;

    [Benchmark]
    public int MarginalEffects() =>
        new MarginalEffects().Estimate(_study.Split.Training, _study.Encoder.Vocabularies, CancellationToken.None).Channels.Length;

    [Benchmark]
    public int ProjectInteractions() => InteractionProjection.Of(_facts, _fine, level: 4).Unknown.Count;

    [Benchmark]
    public double FitLinearTower()
    {
        using var tower = _study.FitLinearTower(CancellationToken.None);
        return tower.C;
    }

    [GlobalCleanup]
    public void Cleanup() => _study.Dispose();

    private static (Cohort Cohort, SyntheticTruth Truth) Generate() =>
        SyntheticCohort.Create(new SyntheticOptions { Patients = CohortFixture.Patients }, progress: null, CancellationToken.None);
}
