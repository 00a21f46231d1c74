using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace CafeMed.Benchmarks;

/// <summary>Five measured runs after one warm-up, in this process: a run takes seconds, and half a gigabyte of torch need not be built anew for each benchmark.</summary>
public sealed class OneProcess : ManualConfig
{
    public OneProcess()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(1)
            .WithIterationCount(5));
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
