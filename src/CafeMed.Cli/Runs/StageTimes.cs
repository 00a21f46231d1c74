using CafeMed.Learning.Causal;

namespace CafeMed.Cli.Runs;

/// <summary>Adds up how long each stage of an estimator takes, and tells the log when one begins for the first time.</summary>
internal sealed class StageTimes(TimeProvider time, Action<EffectStage> first) : IProgress<EffectStage>
{
    private readonly SortedDictionary<EffectStage, TimeSpan> _spent = [];
    private EffectStage? _now;
    private long _since;

    /// <summary>What was spent, by stage.</summary>
    public IReadOnlyDictionary<EffectStage, TimeSpan> Spent => _spent;

    /// <inheritdoc/>
    public void Report(EffectStage value)
    {
        Stop();
        if (!_spent.ContainsKey(value))
        {
            _spent[value] = TimeSpan.Zero;
            first(value);
        }
        (_now, _since) = (value, time.GetTimestamp());
    }

    /// <summary>Ends the stage that runs.</summary>
    public void Stop()
    {
        if (_now is { } stage)
            _spent[stage] += time.GetElapsedTime(_since);
        _now = null;
    }
}
