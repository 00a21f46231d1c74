using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>What is known of K pairs at the held-out visits: residuals, the codes and medications themselves, and gates. All float64.</summary>
/// <param name="Exposure">(V, K) residual of the code.</param>
/// <param name="Outcome">(V, K) residual of the medication.</param>
/// <param name="Exposed">(V, K) 1 where the visit has the code.</param>
/// <param name="Given">(V, K) 1 where the medication was given.</param>
/// <param name="Gates">(V, K) the gate.</param>
/// <param name="Slopes">(K) the slope in the fit.</param>
/// <param name="LogOdds">(K) the log odds ratio in training.</param>
/// <param name="Owner">(V) int64, the patient of each visit.</param>
internal sealed record HeldOut(
    Tensor Exposure, Tensor Outcome, Tensor Exposed, Tensor Given, Tensor Gates, Tensor Slopes, Tensor LogOdds, Tensor Owner) : IDisposable
{
    public long Visits => Exposure.shape[0];

    /// <summary>Residualises <paramref name="test"/>; gates are 1 until they are given.</summary>
    public static HeldOut Of(RidgeResiduals ridge, VisitTable test, PairChoice choice, CancellationToken ct)
    {
        using var scope = NewDisposeScope();
        var codes = choice.Pairs.Select(pair => (pair.Channel, pair.Token)).Distinct().ToArray();
        var places = codes.Select((code, j) => (code, j)).ToDictionary(one => one.code, one => (long)one.j);
        var code = tensor(choice.Pairs.Select(pair => places[(pair.Channel, pair.Token)]).ToArray());
        var medication = tensor(choice.Pairs.Select(pair => (long)pair.Medication).ToArray());
        var (exposures, outcomes) = (new List<Tensor>(), new List<Tensor>());
        ridge.Each(test, codes, (_, exposure, outcome) =>
        {
            exposures.Add(exposure.index_select(1, code).MoveToOtherDisposeScope(scope));
            outcomes.Add(outcome.index_select(1, medication).MoveToOtherDisposeScope(scope));
        }, ct);
        var slopes = ridge.Slopes(codes).index_select(0, code).gather(1, medication.unsqueeze(1)).squeeze(1);
        var given = tensor(Array.ConvertAll(test.Truth(), one => one ? 1.0 : 0.0), test.Visits, test.Encoder.Medications.Count).index_select(1, medication);
        var exposed = tensor(Array.ConvertAll(Has(test, choice.Pairs), one => one ? 1.0 : 0.0), test.Visits, choice.Pairs.Count);
        return new HeldOut(
            cat([.. exposures]).MoveToOuterDisposeScope(), cat([.. outcomes]).MoveToOuterDisposeScope(), exposed.MoveToOuterDisposeScope(),
            given.MoveToOuterDisposeScope(), ones_like(exposed).MoveToOuterDisposeScope(), slopes.MoveToOuterDisposeScope(),
            tensor(choice.LogOdds).MoveToOuterDisposeScope(), tensor(Owners(test)).MoveToOuterDisposeScope());
    }

    /// <summary>(V, K) row-major, whether each visit has each pair's code.</summary>
    public static bool[] Has(VisitTable table, IReadOnlyList<GatedPair> pairs)
    {
        var has = new bool[table.Visits * pairs.Count];
        for (var k = 0; k < pairs.Count; k++)
            for (var v = 0; v < table.Visits; v++)
                has[v * pairs.Count + k] = table[pairs[k].Channel][v].Contains(pairs[k].Token);
        return has;
    }

    /// <summary>(V) the patient of each visit.</summary>
    public static long[] Owners(VisitTable table)
    {
        var owners = new long[table.Visits];
        for (var p = 0; p < table.Patients.Length; p++)
            Array.Fill(owners, p, table.PatientOffsets[p], table.VisitsOf(p));
        return owners;
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var value in new[] { Exposure, Outcome, Exposed, Given, Gates, Slopes, LogOdds, Owner })
            value.Dispose();
    }
}
