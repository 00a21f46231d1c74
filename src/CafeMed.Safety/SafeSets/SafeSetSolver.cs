namespace CafeMed.Safety.SafeSets;

/// <summary>Finds the allowed set of greatest value, and proves that there is none better.</summary>
/// <remarks>
/// <para>First, the largest number of drugs to keep that is allowed; no set with fewer is considered. Then the value. A sum of log odds is one
/// problem for CP-SAT (Google OR-Tools). The expected Jaccard is a ratio, made largest by Dinkelbach's method: with the ratio <c>r</c> of the best
/// set so far, look for a set with <c>sum (p - r (1 - p)) &gt; r sum_all p</c>; where there is none, the best so far is the best of all.</para>
/// <para>Every condition stays true when a drug is left out, so drugs that add nothing are never looked at, and the problem is small.</para>
/// </remarks>
/// <param name="time">Measures the time limit.</param>
public sealed class SafeSetSolver(TimeProvider time)
{
    /// <summary>Solves <paramref name="problem"/>.</summary>
    /// <param name="problem">What is allowed, and what it is worth.</param>
    /// <param name="limit">How long to look; then the best so far is given with its bound.</param>
    public SafeSetSolution Solve(SafeSetProblem problem, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(problem);
        int[] keepers = [.. problem.Keep.Except(problem.Barred).Order()];
        var linear = new LinearSafeSet(problem, keepers, time);
        var state = GreedySafeSet.Repaired(problem);
        SwapSearch.Improve(state, problem.Probabilities.Length);
        int[] best = [.. state.Drugs];
        var proved = true;
        var keep = keepers.Length;
        if (keep > 0 && !problem.Allows(keepers))
        {
            var gains = new double[problem.Probabilities.Length];
            foreach (var drug in keepers)
                gains[drug] = 1;
            var kept = linear.Solve(gains, 0, [.. best.Where(keepers.Contains)], limit);
            (keep, proved) = (kept.Set.Length, kept.Optimal);
            best = Better(problem, best, kept.Set, keepers);
        }
        else
            best = Better(problem, best, keepers, keepers);
        return problem.Objective == SafeSetObjective.LogOdds
            ? LogOdds(problem, linear, best, keepers, keep, proved, limit)
            : Jaccard(problem, linear, best, keepers, keep, proved, limit);
    }

    private static SafeSetSolution LogOdds(
        SafeSetProblem problem, LinearSafeSet linear, int[] best, int[] keepers, int keep, bool proved, TimeSpan limit)
    {
        var gains = Enumerable.Range(0, problem.Probabilities.Length).Select(problem.Gain).ToArray();
        var answer = linear.Solve(gains, keep, best, limit);
        return Solution(problem, Better(problem, best, answer.Set, keepers), answer.Bound, proved && answer.Optimal, keepers);
    }

    private static SafeSetSolution Jaccard(
        SafeSetProblem problem, LinearSafeSet linear, int[] best, int[] keepers, int keep, bool proved, TimeSpan limit)
    {
        while (true)
        {
            var ratio = problem.ValueOf(best);
            var gains = problem.Probabilities.Select(p => p - ratio * (1 - p)).ToArray();
            var answer = linear.Solve(gains, keep, best, limit);
            var better = Better(problem, best, answer.Set, keepers);
            if (answer.Optimal && problem.ValueOf(better) > ratio)
            {
                best = better;
                continue;
            }
            var bound = problem.All > 0 ? ratio + Math.Max(0, answer.Bound - ratio * problem.All) / problem.All : 0;
            return Solution(problem, better, bound, proved && answer.Optimal, keepers);
        }
    }

    // Keeping more comes before being worth more.
    private static int[] Better(SafeSetProblem problem, int[] one, int[] other, int[] keepers)
    {
        var (kept, keeps) = (one.Count(keepers.Contains), other.Count(keepers.Contains));
        return keeps > kept || keeps == kept && problem.ValueOf(other) > problem.ValueOf(one) ? other : one;
    }

    private static SafeSetSolution Solution(SafeSetProblem problem, int[] set, double bound, bool optimal, int[] keepers)
    {
        var value = problem.ValueOf(set);
        return new([.. set.Order()], value, Math.Max(bound, value), optimal, problem.BurdenOf(set), set.Count(keepers.Contains));
    }
}
