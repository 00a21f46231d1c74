using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>What a network may start from: all of it fitted on training patients only.</summary>
/// <param name="Encoder">The columns.</param>
/// <param name="Effects">Effects of codes on medications.</param>
/// <param name="BaseLogits">(M) log odds of each medication over the training visits.</param>
/// <param name="Persistence">(M) shrunk log odds ratio of a medication given the visit before.</param>
public sealed record NetworkKnowledge(PatientEncoder Encoder, CausalEffects Effects, float[] BaseLogits, float[] Persistence)
{
    /// <summary>What the average training visit has of all that may modify effects.</summary>
    public ModifierMeans Modifiers { get; init; } = ModifierMeans.Empty(Encoder);

    /// <summary>(M, M) row-major, training visits at which both medications were given; the diagonal is 0. Default all 0.</summary>
    public float[] GivenTogether { get; init; } = new float[Encoder.Medications.Count * Encoder.Medications.Count];

    /// <summary>(M, M) row-major share of interacting ingredient pairs, in [0, 1]. Default all 0.</summary>
    public float[] Interactions { get; init; } = new float[Encoder.Medications.Count * Encoder.Medications.Count];

    /// <summary>Reads base rates and persistence off the encoded training visits.</summary>
    public static NetworkKnowledge Of(VisitTable training, CausalEffects effects)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Of(training.Encoder, [training], effects);
    }

    /// <summary>Reads them off training visits that pass by table after table, once.</summary>
    public static NetworkKnowledge Of(PatientEncoder encoder, IEnumerable<VisitTable> training, CausalEffects effects)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(training);
        var (size, visits) = (encoder.Medications.Count, 0);
        var (now, before, both) = (new int[size], new int[size], new int[size]);
        var modifiers = new ModifierMeans.Sums(encoder);
        var together = new float[size * size];
        foreach (var table in training)
        {
            visits += table.Visits;
            modifiers.Add(table);
            foreach (var medication in table.Targets.Tokens)
                now[medication]++;
            AddPairs(together, table, size);
            for (var v = 0; v < table.Visits; v++)
                foreach (var medication in table[Channel.History][v])
                    if (medication < size)
                    {
                        before[medication]++;
                        both[medication] += table.Targets[v].BinarySearch(medication) >= 0 ? 1 : 0;
                    }
        }
        return new(
            encoder,
            effects,
            [.. now.Select(count => (float)LogOdds.OfCount(count, visits))],
            [.. Enumerable.Range(0, size).Select(m => Causal.MarginalEffects.Effect(both[m], before[m], now[m], visits).ShrunkLogOdds)])
        {
            Modifiers = modifiers.Means(),
            GivenTogether = together,
        };
    }

    private static void AddPairs(float[] together, VisitTable table, int size)
    {
        for (var v = 0; v < table.Visits; v++)
            foreach (var one in table.Targets[v])
                foreach (var other in table.Targets[v])
                    together[one * size + other] += one == other ? 0 : 1;
    }

    /// <summary>(S, M) float32: the shrunk log odds effects of a channel's tokens; the UNKNOWN row is zero.</summary>
    public Tensor EffectsOf(Channel channel)
    {
        var kind = channel switch { Channel.Diagnosis => CodeKind.Diagnosis, Channel.Procedure => CodeKind.Procedure, _ => CodeKind.Category };
        var size = Encoder.Medications.Count;
        var rows = new float[Encoder.Size(channel) * size];
        if (Effects.Of(kind) is { } estimated)
            for (var i = 0; i < estimated.Estimates.Length; i++)
                rows[i] = estimated.Estimates[i].ShrunkLogOdds;
        return tensor(rows, Encoder.Size(channel), size);
    }
}
