using System.Diagnostics;
using CafeMed.Learning.Causal;

namespace CafeMed.Benchmarks;

/// <summary>Adds up how long each stage of an estimator took.</summary>
internal sealed class StageClock : IProgress<EffectStage>
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private EffectStage? _now;

    public SortedDictionary<EffectStage, double> Seconds { get; } = [];

    public void Report(EffectStage value)
    {
        Stop();
        _now = value;
    }

    public void Stop()
    {
        if (_now is { } stage)
            Seconds[stage] = Seconds.GetValueOrDefault(stage) + _clock.Elapsed.TotalSeconds;
        _clock.Restart();
    }
}
