using System.Globalization;
using Google.OrTools.Sat;

namespace CafeMed.Safety.SafeSets;

/// <summary>Of the allowed sets of a problem, the one with the largest sum of given gains, by CP-SAT.</summary>
internal sealed class LinearSafeSet(SafeSetProblem problem, int[] keepers, TimeProvider time)
{
    /// <summary>Gains are rounded to ten-millionths: exact to far below what a probability means.</summary>
    private const double Scale = 1e7;

    // One thread and one seed: the same set every time. The linear relaxation with a drug's own pairs in it is what proves; cuts, symmetry and
    // probing take longer than they save on problems of this size (bench/results/safe-sets.md).
    private const string Settings = "num_workers:1 random_seed:1 linearization_level:2 cut_level:0 symmetry_level:0 cp_model_probing_level:0";

    private readonly long _started = time.GetTimestamp();

    /// <summary>A set, its sum, a sum that no allowed set exceeds, and whether the set is proved to be the best but for rounding.</summary>
    public readonly record struct Answer(int[] Set, double Sum, double Bound, bool Optimal);

    /// <summary>Solves it. Drugs whose gain is not above 0 are left out unless they are kept: leaving out never makes a set forbidden.</summary>
    /// <param name="gains">One per drug.</param>
    /// <param name="keepAtLeast">How many of the drugs to keep must be in the set.</param>
    /// <param name="guess">An allowed set to start from.</param>
    /// <param name="limit">Time for the whole problem; what was used before counts.</param>
    public Answer Solve(double[] gains, int keepAtLeast, IReadOnlyCollection<int> guess, TimeSpan limit)
    {
        var whole = Array.ConvertAll(gains, gain => (long)Math.Round(gain * Scale));
        var drugs = Enumerable.Range(0, gains.Length).Where(drug => !problem.Barred.Contains(drug) && (whole[drug] > 0 || keepers.Contains(drug))).ToArray();
        var slack = drugs.Length / Scale;
        var positive = drugs.Where(drug => whole[drug] > 0).ToHashSet();
        if (positive.Count(keepers.Contains) >= keepAtLeast && problem.Allows(positive))
            return new([.. positive.Order()], positive.Sum(drug => gains[drug]), positive.Sum(drug => gains[drug]) + slack, true);
        var rest = limit - time.GetElapsedTime(_started);
        var (model, chosen) = Model(drugs, whole, keepAtLeast, guess);
        var solver = new CpSolver
        {
            StringParameters = string.Create(CultureInfo.InvariantCulture, $"{Settings} max_time_in_seconds:{Math.Max(0, rest.TotalSeconds):0.######}"),
        };
        var status = solver.Solve(model);
        var found = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible
            ? drugs.Where(drug => solver.BooleanValue(chosen[drug])).ToArray()
            : [.. guess];
        var bound = status == CpSolverStatus.Unknown ? positive.Sum(drug => gains[drug]) : solver.BestObjectiveBound / Scale;
        return new(found, found.Sum(drug => gains[drug]), bound + slack, status == CpSolverStatus.Optimal);
    }

    private (CpModel Model, Dictionary<int, BoolVar> Chosen) Model(int[] drugs, long[] gains, int keepAtLeast, IReadOnlyCollection<int> guess)
    {
        var model = new CpModel();
        var chosen = drugs.ToDictionary(drug => drug, drug => model.NewBoolVar(""));
        var burden = new List<(BoolVar Term, long Units)>();
        var ofDrug = drugs.ToDictionary(drug => drug, _ => new List<(BoolVar Term, long Units)>());
        burden.AddRange(drugs.Where(drug => problem.UnitsOf(drug) > 0).Select(drug => (chosen[drug], problem.UnitsOf(drug))));
        foreach (var pair in problem.Pairs)
        {
            if (!chosen.TryGetValue(pair.First, out var first) || !chosen.TryGetValue(pair.Second, out var second))
                continue;
            if (pair.Barred)
                model.AddBoolOr([first.Not(), second.Not()]);
            else if (SafeSetProblem.Whole(pair.Burden) is > 0 and var units)
            {
                var both = model.NewBoolVar("");
                model.AddBoolOr([first.Not(), second.Not(), both]);
                model.AddImplication(both, first);
                model.AddImplication(both, second);
                model.AddHint(both, guess.Contains(pair.First) && guess.Contains(pair.Second) ? 1 : 0);
                burden.Add((both, units));
                ofDrug[pair.First].Add((both, units));
                ofDrug[pair.Second].Add((both, units));
            }
        }
        if (burden.Sum(part => part.Units) > problem.Limit)
        {
            model.Add(Sum(burden) <= problem.Limit);
            // Implied, and what makes the relaxation tight: a drug's own pairs must fit into what it leaves of the limit.
            foreach (var drug in drugs)
                if (ofDrug[drug].Sum(part => part.Units) > problem.Limit - problem.UnitsOf(drug))
                    model.Add(Sum(ofDrug[drug]) <= (problem.Limit - problem.UnitsOf(drug)) * chosen[drug]);
        }
        if (keepAtLeast > 0)
            model.Add(LinearExpr.Sum(keepers.Select(drug => chosen[drug])) >= keepAtLeast);
        foreach (var drug in drugs)
            model.AddHint(chosen[drug], guess.Contains(drug) ? 1 : 0);
        model.Maximize(LinearExpr.WeightedSum(drugs.Select(drug => chosen[drug]), drugs.Select(drug => gains[drug])));
        return (model, chosen);
    }

    private static LinearExpr Sum(List<(BoolVar Term, long Units)> parts) =>
        LinearExpr.WeightedSum(parts.Select(part => part.Term), parts.Select(part => part.Units));
}
