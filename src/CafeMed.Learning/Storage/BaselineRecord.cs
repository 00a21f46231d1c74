using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>A baseline as it stands in the file: which scorer, and how it decides.</summary>
internal sealed record BaselineRecord(string Name, string Summary, string Scorer, Decision Decision)
{
    /// <exception cref="InvalidOperationException">The scorer is of a type that <see cref="ToContestant"/> cannot make: a new one is added to both.</exception>
    public static BaselineRecord Of(Contestant baseline) => baseline.Scorer is LinearTower or FrequencyScorer or CopyLastScorer
        ? new(baseline.Name, baseline.Summary, baseline.Scorer.GetType().Name, baseline.Decision)
        : throw new InvalidOperationException($"The baseline '{baseline.Name}' cannot be stored: {nameof(BaselineRecord)} does not know its {baseline.Scorer.GetType().Name}.");

    /// <summary>Writes the numbers of those that have some of their own; the linear tower is written by the model.</summary>
    public static void Write(IReadOnlyList<Contestant> baselines, Dictionary<string, Tensor> tensors)
    {
        foreach (var baseline in baselines)
            if (Logits(baseline.Scorer) is { } logits)
                tensors[$"baseline.{baseline.Name}"] = tensor(logits);
    }

    public Contestant ToContestant(Dictionary<string, Tensor> tensors, int medications, LinearTower? linear) => new(Name, Summary, Scorer switch
    {
        nameof(LinearTower) => linear ?? throw new InvalidDataException("Tensor 'linear.weights' is missing."),
        nameof(FrequencyScorer) => new FrequencyScorer(tensors.TakeRow($"baseline.{Name}", medications)),
        nameof(CopyLastScorer) => new CopyLastScorer(tensors.TakeRow($"baseline.{Name}", medications)),
        _ => throw new InvalidDataException($"There is no scorer '{Scorer}'."),
    }, Decision);

    private static float[]? Logits(IScorer scorer) => scorer switch
    {
        FrequencyScorer frequencies => frequencies.Logits,
        CopyLastScorer frequencies => frequencies.Logits,
        _ => null,
    };
}
