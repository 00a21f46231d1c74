using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>The usual repair: start from the best set without any rule, leave out the worst offender until the rest is allowed, and fill up.</summary>
/// <remarks>Proves nothing. A reference for <see cref="SafeSetSolver"/>, and its first guess.</remarks>
public static class GreedySafeSet
{
    /// <summary>An allowed set.</summary>
    public static SafeSetSolution Of(SafeSetProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var state = Repaired(problem);
        // The problem's own sum: the state's was made drug by drug, and differs in its last bits.
        int[] drugs = [.. state.Drugs];
        return new([.. drugs], problem.ValueOf(drugs), double.PositiveInfinity, false, state.Units / SafeSetProblem.Unit, drugs.Count(drug => state.Keep[drug]));
    }

    /// <summary>The best set if nothing were barred and burden cost nothing: the most probable drugs, as many as are worth it.</summary>
    public static ImmutableArray<int> Unbounded(SafeSetProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var order = Enumerable.Range(0, problem.Probabilities.Length).OrderByDescending(drug => problem.Probabilities[drug]).ThenBy(drug => drug).ToArray();
        if (problem.Objective == SafeSetObjective.LogOdds)
            return [.. order.TakeWhile(drug => problem.Gain(drug) > 0)];
        var (best, size, hit, all) = (0.0, 0, 0.0, problem.All);
        for (var k = 1; k <= order.Length; k++)
        {
            hit += problem.Probabilities[order[k - 1]];
            if (hit / (k + all - hit) > best)
                (best, size) = (hit / (k + all - hit), k);
        }
        return [.. order[..size]];
    }

    internal static SafeSetState Repaired(SafeSetProblem problem)
    {
        var state = new SafeSetState(problem);
        foreach (var drug in Unbounded(problem).Concat(problem.Keep).Distinct().Where(drug => !state.Barred[drug]))
            state.Flip(drug);
        while (!state.Allowed)
            state.Flip(Worst(problem, state));
        while (Best(problem, state) is { } drug)
            state.Flip(drug);
        return state;
    }

    // What is kept goes last; then the least probable for the offence that goes with it.
    private static int Worst(SafeSetProblem problem, SafeSetState state) => state.Drugs
        .Where(drug => state.Clashes > 0 ? state.Blockers(drug) > 0 : state.Adds(drug) > 0)
        .OrderBy(drug => state.Keep[drug])
        .ThenByDescending(drug => (state.Clashes > 0 ? state.Blockers(drug) : state.Adds(drug)) / (problem.Probabilities[drug] + 1e-6))
        .ThenBy(drug => drug).First();

    // Leaving drugs out makes room for others.
    private static int? Best(SafeSetProblem problem, SafeSetState state)
    {
        var (best, value) = ((int?)null, state.Value + 1e-12);
        for (var drug = 0; drug < problem.Probabilities.Length; drug++)
            if (!state.Has(drug) && state.Fits(drug) && state.ValueWith(drug) > value)
                (best, value) = (drug, state.ValueWith(drug));
        return best;
    }
}
