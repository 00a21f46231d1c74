using System.Collections.Immutable;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>Causal effects as tensors: four numbers per pair, and what a prior leaves of them.</summary>
internal static class EffectTensors
{
    public static void Write(CausalEffects effects, Dictionary<string, Tensor> tensors)
    {
        foreach (var channel in effects.Channels)
        {
            var values = new float[channel.Estimates.Length * 4];
            for (var i = 0; i < channel.Estimates.Length; i++)
            {
                var effect = channel.Estimates[i];
                (values[4 * i], values[4 * i + 1]) = (effect.LogOdds, effect.LogOddsError);
                (values[4 * i + 2], values[4 * i + 3]) = (effect.RiskDifference, effect.RiskDifferenceError);
            }
            tensors[Name(channel.Treatments.Kind)] = values.Length == 0 ? zeros(0) : tensor(values);
            // Only estimators with a prior say how much it leaves; a file of others stays as it was.
            if (IsShrunk(channel))
                tensors[Kept(channel.Treatments.Kind)] = tensor(channel.Estimates.Select(effect => effect.Kept).ToArray());
        }
    }

    public static CausalEffects Read(ModelRecord record, Vocabularies vocabularies, Dictionary<string, Tensor> tensors)
    {
        var channels = new List<EffectChannel>();
        foreach (var (name, support) in record.Support)
        {
            var kind = Enum.Parse<CodeKind>(name);
            if (support.Length != vocabularies[kind].Count)
                throw new InvalidDataException($"{support.Length} codes of kind {name} have a count, and there are {vocabularies[kind].Count}.");
            var values = tensors.TakeRow(Name(kind), 4 * support.Length * vocabularies.Medications.Count);
            var estimates = new EffectEstimate[values.Length / 4];
            var kept = record.Shrunk?.Contains(name) ?? tensors.ContainsKey(Kept(kind)) ? tensors.TakeRow(Kept(kind), estimates.Length) : null;
            for (var i = 0; i < estimates.Length; i++)
                estimates[i] = new(values[4 * i], values[4 * i + 1], values[4 * i + 2], values[4 * i + 3]) { Kept = kept?[i] ?? float.NaN };
            channels.Add(new(vocabularies[kind], vocabularies.Medications, [.. support], ImmutableArray.Create(estimates)));
        }
        return new(record.Estimator, record.EffectsFittedOn(), [.. channels]) { Track = record.EffectTrack };
    }

    /// <summary>Whether a prior says how much of each effect is left.</summary>
    public static bool IsShrunk(EffectChannel channel) => channel.Estimates.Any(effect => !float.IsNaN(effect.Kept));

    private static string Kept(CodeKind kind) => $"effects.{kind}.kept";

    private static string Name(CodeKind kind) => $"effects.{kind}";
}
