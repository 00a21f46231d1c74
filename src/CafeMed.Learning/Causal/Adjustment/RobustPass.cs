using CafeMed.Learning.Causal.Design;
using CafeMed.Learning.Causal.Inference;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Doubly robust scores of the screened pairs of one pass.</summary>
internal sealed class RobustPass(EffectDesign design, EffectPass pass, EffectOptions options, IProgress<EffectStage>? progress)
{
    private const double Penalty = 1;
    // Out of fold, and in a product with what the other model misses: a rough minimum will do.
    private const double Tolerance = 1e-4;
    private const float Trim = 0.01f;
    private const int NewtonSteps = 8;

    private readonly int[] _place = pass.PlaceOf(design.Columns);

    /// <summary>The fit of the screen, with the pairs that passed it estimated anew.</summary>
    public PairFit Fit(PairFit screen, CancellationToken ct)
    {
        using var gradients = no_grad();
        // What rare codes take over from their parent has an error that is widened by far more than a second estimate would change.
        var chosen = design.OfParents ? [] : Passing(screen);
        for (var pair = 0; pair < screen.Flags.Length; pair++)
            screen.Flags[pair] |= EffectFlags.Screened;
        if (chosen.Count == 0 || design.Patients < 2)
            return screen;
        var exposures = chosen.Keys.Order().ToArray();
        var (sums, squares) = (new double[screen.Difference.Length], new double[screen.Difference.Length]);
        var folds = design.Folds(options.Folds, options.Seed);
        for (var fold = 0; fold <= folds.Max(); fold++)
        {
            using var scope = NewDisposeScope();
            int[] Of(bool own) => [.. Enumerable.Range(0, design.Patients).Where(patient => folds[patient] == fold == own)];
            AddFold(Of(false), Of(true), exposures, chosen, sums, squares, ct);
        }
        foreach (var (j, drugs) in chosen)
            foreach (var m in drugs)
            {
                var pair = j * design.DrugCount + m;
                var mean = sums[pair] / design.Visits;
                // The squares are of patients' sums; what the mean takes off them was not known while they were added.
                (screen.Difference[pair], screen.Variance[pair]) = (mean, Math.Max(0, squares[pair] / design.Visits / design.Visits - mean * mean / design.Patients));
                screen.Flags[pair] &= ~EffectFlags.Screened;
            }
        return screen;
    }

    private Dictionary<int, int[]> Passing(PairFit screen)
    {
        var (exposed, given, _) = design.Counts(pass);
        bool Enough(int count) => count >= options.MinVisits && design.Visits - count >= options.MinVisits;
        var tested = Enumerable.Range(0, screen.Difference.Length).Where(pair => screen.Variance[pair] > 0 && Enough(exposed[pair / design.DrugCount])
            && (double)exposed[pair / design.DrugCount] * given[pair % design.DrugCount] / design.Visits >= options.MinExpected
            && screen.Checks[pair / design.DrugCount].Overlaps).ToArray();
        var rates = FalseDiscovery.Rates(
            Array.ConvertAll(tested, pair => NormalTail.LogTwoSided(screen.Difference[pair] / Math.Sqrt(screen.Variance[pair]))), anyDependence: false);
        return tested.Where((_, i) => rates[i] <= options.Screen).GroupBy(pair => pair / design.DrugCount)
            .ToDictionary(own => own.Key, own => own.Select(pair => pair % design.DrugCount).ToArray());
    }

    private void AddFold(int[] others, int[] own, int[] exposures, Dictionary<int, int[]> chosen, double[] sums, double[] squares, CancellationToken ct)
    {
        var (fitted, held) = (design.RowsOf(others), design.RowsOf(own));
        var columns = exposures.Select(j => pass.Exposures[j]).ToArray();
        var at = new EffectPass([], columns).ExposureOf(design.Columns);
        progress?.Report(EffectStage.Propensities);
        var (codes, heldCodes) = (RidgeLogistic.Held(design, fitted, at, columns.Length), RidgeLogistic.Held(design, held, at, columns.Length));
        using var propensity = RidgeLogistic.Fit(
            design, fitted, _place, pass.Adjust.Length, codes, [.. columns.Select(column => _place[column])], Penalty, Tolerance, ct);
        var chance = propensity.Logits(design, held, _place).sigmoid_().clamp_(TensorOf(Trim), TensorOf(1 - Trim));               // (n, J)
        progress?.Report(EffectStage.Outcomes);
        var (drugs, heldDrugs) = (RidgeLogistic.Given(design, fitted), RidgeLogistic.Given(design, held));
        using var outcome = RidgeLogistic.Fit(
            design, fitted, _place, pass.Adjust.Length, drugs, [.. Enumerable.Repeat(-1, design.DrugCount)], Penalty, Tolerance, ct);
        var (logits, heldLogits) = (outcome.Logits(design, fitted, _place), outcome.Logits(design, held, _place));                // (n, M)
        progress?.Report(EffectStage.Clusters);
        var owners = new RowBlock(design, own, ScalarType.Float32).Owners();
        for (var k = 0; k < exposures.Length; k++)
        {
            ct.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var picked = tensor(Array.ConvertAll(chosen[exposures[k]], m => (long)m));
            Tensor Pick(Tensor all) => all.index_select(1, picked);                                                              // (n, m)
            var (had, has) = (codes.narrow(1, k, 1), heldCodes.narrow(1, k, 1));                                                  // (n, 1)
            // Without the exposure's own weight, where it is a column: then each arm is shifted to its own rate.
            var weight = _place[columns[k]] >= 0 ? outcome.WeightsOf(_place[columns[k]]).index_select(0, picked) : zeros(picked.shape[0]);
            var (before, now, y) = (Pick(logits) - had * weight, Pick(heldLogits) - has * weight, Pick(drugs));
            var with = now.Plus(Shift(before, y, had)).sigmoid_();
            var without = now.Plus(Shift(before, y, had.OneMinus())).sigmoid_();
            var e = chance.narrow(1, k, 1);
            var seen = Pick(heldDrugs);
            var phi = (with - without).Plus(has * (seen - with) / e) - has.OneMinus() * (seen - without) / e.OneMinus();          // (n, m)
            Add(chosen[exposures[k]], exposures[k], phi.sum(dim: 0), sums);
            Add(chosen[exposures[k]], exposures[k], zeros(own.Length, picked.shape[0]).AddRows(owners, phi).Squared().sum(dim: 0), squares);
        }
    }

    // (m) what is added to the logits so that the arm's predictions sum to what was given, half a visit of each kind added: finite for an arm that all or none was given it.
    private static Tensor Shift(Tensor logits, Tensor given, Tensor arm)
    {
        var count = arm.sum();
        var rate = (arm * given).sum(dim: 0);
        var target = rate.Plus((rate.Plus(0.5) / count.Plus(1.0) - rate / count.AtLeast(1)).mul_(count));
        var shift = zeros(logits.shape[1]);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var chance = logits.Plus(shift).sigmoid_();
            var missing = target - (arm * chance).sum(dim: 0);
            shift = shift.Plus((missing / (arm * chance * chance.OneMinus()).sum(dim: 0).AtLeast(0.05)).clamp_(TensorOf(-2), TensorOf(2)));
        }
        return shift;
    }

    private static Tensor TensorOf(float value) => tensor(value);

    private void Add(int[] drugs, int exposure, Tensor values, double[] into)
    {
        var own = values.Doubles();
        for (var i = 0; i < drugs.Length; i++)
            into[exposure * design.DrugCount + drugs[i]] += own[i];
    }
}
