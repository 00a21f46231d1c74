using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Asks whether a network's gates follow the patients.</summary>
/// <remarks>
/// <para>For pairs of a code and a medication with a clear direct effect in training, code and medication are residualised by everything else that is
/// known of a visit (<see cref="RidgeResiduals"/>, fitted on training patients, applied to held-out ones). In each stratum of the held-out visits
/// (thirds of the gate itself, age, sex, first or later visit, number of diagnoses) the slope of one residual on the other is what an R-learner finds
/// there; as a log odds ratio it is what a gate multiplies. Gate and slope, each relative to the pair's own mean, are compared over pairs and strata,
/// weighted by how sure the slope is; intervals come from resampled patients.</para>
/// <para>Source: Nie and Wager 2021, Biometrika 108:299 (R-learner); the comparison with gates is ours.</para>
/// </remarks>
public static class GateStudy
{
    /// <summary>Measures, or gives <see langword="null"/> where the network has no gates.</summary>
    /// <param name="network">Trained.</param>
    /// <param name="training">The patients that the network was trained on.</param>
    /// <param name="test">Held-out patients.</param>
    /// <param name="planted">The truth, where it is known; else <see langword="null"/>.</param>
    /// <param name="seed">Of the resampling: the same for two networks that are to be compared.</param>
    /// <param name="ct">Stops between chunks of visits.</param>
    public static GateAgreement? Of(MedicationNetwork network, VisitTable training, VisitTable test, PlantedGates? planted, int seed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        if (!network.HasGates)
            return null;
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var draws = PatientDraws.Of(test.Patients.Length, seed);
        using var ridge = RidgeResiduals.Fit(training, ct);
        var choice = PairChoice.Of(ridge, training, test, ct);
        var truth = planted is null ? [] : PlantedComparison.PairsOf(planted, test.Encoder);
        GatedPair[] pairs = [.. choice.Pairs, .. truth.Select(one => one.Pair)];
        if (pairs.Length == 0)
            return new(0, 0, double.NaN, None, None, [], [], null);
        var gates = GateReading.Of(network, test, pairs, ct);
        var chosen = Part(gates, pairs.Length, 0, choice.Pairs.Count);
        var cells = Cells(ridge, test, choice, chosen, draws, ct);
        var (correlation, slope) = CellSums.Agreement([.. cells.Select(one => one.Cells)]);
        var (agreement, within) = planted is null ? ((PlantedAgreement?)null, Array.Empty<double>()) : PlantedComparison.Of(
            planted, truth, Part(gates, pairs.Length, choice.Pairs.Count, truth.Length), test, draws, Perfect(planted, truth, ridge, test, choice, draws, ct));
        return new(
            choice.Pairs.Count, cells.Sum(one => one.Cells.Count), Spread(chosen, HeldOut.Has(test, choice.Pairs), choice.Pairs.Count), PatientDraws.IntervalOf(correlation, -1, 1), PatientDraws.IntervalOf(slope),
            [.. cells.Select(one => Of(one.Strata, one.Cells))], CellSums.BinsOf([.. cells.Select(one => one.Cells)]), agreement)
        {
            Draws = new(correlation, slope, within),
        };
    }

    private static Interval None => new(double.NaN, double.NaN, double.NaN);

    private static GateStratum Of(Strata strata, SlopeCells cells)
    {
        var (correlation, slope) = CellSums.Agreement([cells]);
        return new(strata.Name, cells.Count, PatientDraws.IntervalOf(correlation, -1, 1), PatientDraws.IntervalOf(slope));
    }

    private static double Spread(float[] gates, bool[] exposed, int pairs)
    {
        var (squares, count) = (0.0, 0);
        for (var k = 0; k < pairs; k++)
        {
            var own = Enumerable.Range(0, gates.Length / pairs).Where(v => exposed[v * pairs + k]).Select(v => (double)gates[v * pairs + k]).ToArray();
            var mean = own.DefaultIfEmpty(1).Average();
            squares += own.Sum(gate => (gate / mean - 1) * (gate / mean - 1));
            count += own.Length;
        }
        return count == 0 ? double.NaN : PatientDraws.Told(Math.Sqrt(squares / count));
    }

    // What is made here lives in the caller's scope.
    private static (Strata Strata, SlopeCells Cells)[] Cells(
        RidgeResiduals ridge, VisitTable test, PairChoice choice, float[] gates, Tensor draws, CancellationToken ct)
    {
        if (choice.Pairs.Count == 0)
            return [];
        var held = HeldOut.Of(ridge, test, choice, ct) with
        {
            Gates = tensor(Array.ConvertAll(gates, gate => (double)gate), test.Visits, choice.Pairs.Count),
        };
        return [.. Strata.Of(test).Prepend(Strata.Of(gates, HeldOut.Has(test, choice.Pairs), choice.Pairs.Count)).Select(strata => (strata, SlopeCells.Of(held, strata, draws)))];
    }

    // The planted gates in place of the network's, over the chosen pairs that were planted.
    private static Interval Perfect(
        PlantedGates planted, IEnumerable<(GatedPair Pair, int Planted)> truth, RidgeResiduals ridge, VisitTable test, PairChoice choice, Tensor draws, CancellationToken ct)
    {
        var places = truth.ToDictionary(one => one.Pair, one => one.Planted);
        var kept = Enumerable.Range(0, choice.Pairs.Count).Where(k => places.ContainsKey(choice.Pairs[k])).ToArray();
        var chosen = new PairChoice([.. kept.Select(k => choice.Pairs[k])], [.. kept.Select(k => choice.LogOdds[k])]);
        var ids = test.Patients.SelectMany(patient => patient.Visits.Select(visit => visit.Id)).ToArray();
        var gates = ids.SelectMany(id => chosen.Pairs.Select(pair => (float)planted.Gate(id, places[pair]))).ToArray();
        var cells = Cells(ridge, test, chosen, gates, draws, ct);
        return PatientDraws.IntervalOf(CellSums.Agreement([.. cells.Select(one => one.Cells)]).Correlation, -1, 1);
    }

    private static float[] Part(float[] gates, int width, int from, int count)
    {
        var part = new float[gates.Length / width * count];
        for (var i = 0; i < part.Length; i++)
            part[i] = gates[i / count * width + from + i % count];
        return part;
    }
}
