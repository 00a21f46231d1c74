using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Which effects can be looked at in parts: enough visits, and in training patients a direct effect that chance does not explain. The network has no say, so every variant is asked about the same pairs.</summary>
/// <param name="Pairs">K pairs, the surest first.</param>
/// <param name="LogOdds">(K) their log odds ratio in training, by the slope and the frequencies; nats, above 0.</param>
internal sealed record PairChoice(IReadOnlyList<GatedPair> Pairs, double[] LogOdds)
{
    private const int LeastTrainingVisits = 40;
    private const int LeastHeldOutVisits = 20;
    private const double LeastZ = 4;
    private const int Most = 150;

    /// <summary>Chooses.</summary>
    public static PairChoice Of(RidgeResiduals ridge, VisitTable training, VisitTable test, CancellationToken ct)
    {
        var codes = Codes(ridge, training, test);
        if (codes.Length == 0)
            return new([], []);
        var (given, visits, medications) = (test.MedicationCounts(), test.Visits, test.Encoder.Medications.Count);
        var (slopes, errors) = Slopes(ridge, training, codes, medications, ct);
        var chosen = new List<(GatedPair Pair, double LogOdds, double Z)>();
        var (rates, shares) = (training.MedicationCounts(), codes.Select(code => Counts(training, code.Channel)[code.Token]).ToArray());
        for (var j = 0; j < codes.Length; j++)
            for (var m = 0; m < medications; m++)
            {
                var (slope, z) = (slopes[j * medications + m], slopes[j * medications + m] / errors[j * medications + m]);
                if (z >= LeastZ && given[m] >= LeastHeldOutVisits && given[m] <= visits - LeastHeldOutVisits)
                    chosen.Add((
                        new(codes[j].Channel, codes[j].Token, m),
                        SlopeOdds.Of(slope, (double)rates[m] / training.Visits, (double)shares[j] / training.Visits), z));
            }
        var kept = chosen.Where(one => one.LogOdds > 0.1).OrderByDescending(one => one.Z).Take(Most).ToArray();
        return new([.. kept.Select(one => one.Pair)], [.. kept.Select(one => one.LogOdds)]);
    }

    private static (Channel Channel, int Token)[] Codes(RidgeResiduals ridge, VisitTable training, VisitTable test) =>
    [
        .. from channel in new[] { Channel.Diagnosis, Channel.Procedure }
           let support = Counts(training, channel)
           let heldOut = Counts(test, channel)
           // The last token is UNKNOWN: many codes, and no effect of its own.
           from token in Enumerable.Range(0, training.Encoder.Size(channel) - 1)
           where support[token] >= LeastTrainingVisits && heldOut[token] >= LeastHeldOutVisits && heldOut[token] <= test.Visits - LeastHeldOutVisits
           where ridge.Has(channel, token)
           select (channel, token),
    ];

    private static int[] Counts(VisitTable table, Channel channel)
    {
        var counts = new int[table.Encoder.Size(channel)];
        foreach (var token in table[channel].Tokens)
            counts[token]++;
        return counts;
    }

    // (J, M) slopes and standard errors over the training visits. Visits of one patient count as independent here: this only chooses.
    private static (double[] Slopes, double[] Errors) Slopes(
        RidgeResiduals ridge, VisitTable training, (Channel, int)[] codes, int medications, CancellationToken ct)
    {
        using var scope = NewDisposeScope();
        var size = codes.Length;
        var (above, spread) = (zeros(size, medications, ScalarType.Float64), zeros(size, medications, ScalarType.Float64));
        var below = zeros(size, 1, ScalarType.Float64);
        ridge.Each(training, codes, (_, exposure, outcome) =>
        {
            var squares = exposure.Squared();                                        // (rows, J)
            above.Add_(exposure.t().matmul(outcome), 1);                             // (J, M)
            spread.Add_(squares.t().matmul(outcome.Squared()), 1);                   // (J, M)
            below.Add_(squares.sum(dim: 0).unsqueeze(1), 1);                         // (J, 1)
        }, ct);
        var slopes = ridge.Slopes(codes).Plus(above / below.AtLeast(1e-9));
        var errors = spread.sqrt() / below.AtLeast(1e-9);
        return (slopes.data<double>().ToArray(), errors.AtLeast(1e-9).data<double>().ToArray());
    }
}
