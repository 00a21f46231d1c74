namespace CafeMed.Inference.Packing;

/// <summary>What the numbers of effects.bin are.</summary>
internal sealed record StoredEffects(string Estimator, EffectTrack? Track, StoredEffects.Channel[] Channels)
{
    public static StoredEffects Of(CausalEffects effects) => new(
        effects.Estimator, effects.Track,
        [.. effects.Channels.Select(channel => new Channel(channel.Treatments.Kind, [.. channel.Support], channel.Visits, channel.Patients))]);

    /// <summary>The effects of one kind of code: its codes are the rows, the medications the columns.</summary>
    internal sealed record Channel(CodeKind Kind, int[] Support, int Visits, int Patients);
}
