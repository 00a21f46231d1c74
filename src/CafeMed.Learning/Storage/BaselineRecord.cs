using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>A baseline as it stands in the file: which scorer, and how it decides.</summary>
internal sealed record BaselineRecord(string Name, string Summary, string Scorer, Decision Decision)
{
    /// <exception cref="InvalidOperationException">The scorer is of a type that <see cref="ToContestant"/> cannot make: a new one is added to both.</exception>
    public static BaselineRecord Of(Contestant baseline) => baseline.Scorer is LinearTower or FrequencyScorer or CopyLastScorer or LinearScorer
        ? new(baseline.Name, baseline.Summary, baseline.Scorer.GetType().Name, baseline.Decision)
        : throw new InvalidOperationException($"The baseline '{baseline.Name}' cannot be stored: {nameof(BaselineRecord)} does not know its {baseline.Scorer.GetType().Name}.");

    /// <summary>Writes their numbers.</summary>
    public static void Write(IReadOnlyList<Contestant> baselines, Dictionary<string, Tensor> tensors)
    {
        foreach (var baseline in baselines)
            if (baseline.Scorer is LinearTower tower)
                tensors[$"baseline.{baseline.Name}"] = tower.Weights;
            else if (Logits(baseline.Scorer) is { } logits)
                tensors[$"baseline.{baseline.Name}"] = tensor(logits);
    }

    public Contestant ToContestant(Dictionary<string, Tensor> tensors, PatientEncoder encoder) =>
        new(Name, Summary, ToScorer(tensors, encoder), Decision);

    private IScorer ToScorer(Dictionary<string, Tensor> tensors, PatientEncoder encoder)
    {
        var (name, medications) = ($"baseline.{Name}", encoder.Medications.Count);
        switch (Scorer)
        {
            case nameof(LinearTower):
                var recorded = new LinearFeatures(encoder, categories: false);
                return new LinearTower(recorded, tensors.Take(name, recorded.Count + 1, medications).clone(), double.NaN);
            case nameof(FrequencyScorer):
                return new FrequencyScorer(tensors.TakeRow(name, medications));
            case nameof(CopyLastScorer):
                return new CopyLastScorer(tensors.TakeRow(name, medications));
            case nameof(LinearScorer):
                var features = new LinearFeatures(encoder, categories: false);
                return new LinearScorer(features, tensors.TakeRow(name, (features.Count + 1) * medications), double.NaN);
            default:
                throw new InvalidDataException($"There is no scorer '{Scorer}'.");
        }
    }

    private static float[]? Logits(IScorer scorer) => scorer switch
    {
        FrequencyScorer frequencies => frequencies.Logits,
        CopyLastScorer frequencies => frequencies.Logits,
        LinearScorer regression => regression.Weights,
        _ => null,
    };
}
