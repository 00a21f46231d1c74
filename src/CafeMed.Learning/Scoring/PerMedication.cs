namespace CafeMed.Learning.Scoring;

/// <summary>A slope and an offset per medication.</summary>
/// <param name="Slopes">(M), 1 leaves logits as they are.</param>
/// <param name="Offsets">(M) nats, 0 leaves logits as they are.</param>
public sealed record PerMedication(float[] Slopes, float[] Offsets)
{
    /// <summary>Changes nothing.</summary>
    public static PerMedication Identity(int medications) =>
        new([.. Enumerable.Repeat(1f, medications)], new float[medications]);

    /// <summary>(V, M) row-major logits, recalibrated in place.</summary>
    public void Apply(Span<float> logits)
    {
        for (var i = 0; i < logits.Length; i++)
            logits[i] = logits[i] * Slopes[i % Slopes.Length] + Offsets[i % Offsets.Length];
    }
}
