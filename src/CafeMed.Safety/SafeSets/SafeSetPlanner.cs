using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>Finds the safe set of a recommendation: of all sets that the rules allow, the one that is worth most.</summary>
/// <param name="rules">Every rule that must be kept to. A contraindication bars; anything less adds to the burden.</param>
/// <param name="options">What is made largest, and what is allowed.</param>
/// <param name="time">Measures the time limit.</param>
public sealed class SafeSetPlanner(IReadOnlyList<ISafetyRule> rules, SafeSetOptions options, TimeProvider time)
{
    // The first guess of how many drugs can matter; the pool grows until nothing outside can.
    private const int FirstPool = 48;
    private const int Most = 5;
    private static readonly double[] s_curve = [0.5, 0.25, 0.1, 0];

    /// <summary>Plans for <see cref="Patient.CurrentVisit"/>.</summary>
    /// <param name="patient">The patient, medications at the level of the recommendation.</param>
    /// <param name="recommendation">Every medication with its probability. Which of them it proposes does not matter.</param>
    public SafePlan Plan(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(recommendation);
        ImmutableArray<ScoredMedication> drugs = [.. recommendation.Medications.OrderByDescending(drug => drug.Probability).ThenBy(drug => drug.Code)];
        for (var size = FirstPool; ; size *= 2)
        {
            ImmutableArray<ScoredMedication> pool = [.. drugs.Take(size)];
            var objections = Objections.Of(patient, pool, rules, options);
            var problem = Problem(pool, objections, drugs.Skip(size).Sum(drug => drug.Probability));
            var found = Solve(problem);
            if (size < drugs.Length && !CannotHelp(drugs[size].Probability, found))
                continue;
            var others = Others(problem);
            if (size >= drugs.Length || others.All(solution => CannotHelp(drugs[size].Probability, solution)))
                return Plan(pool, objections, problem, found, others);
        }
    }

    // A drug adds nothing to a set that is worth at least r if p <= r (1 - p), or if its log odds are not above the threshold's.
    private bool CannotHelp(double probability, SafeSetSolution found) => probability < options.KeepFrom
        && (options.Objective == SafeSetObjective.LogOdds ? probability <= options.Threshold : probability <= found.Value * (1 - probability));

    private SafeSetProblem Problem(ImmutableArray<ScoredMedication> pool, Objections objections, double outside) => new()
    {
        Probabilities = [.. pool.Select(drug => drug.Probability)],
        Objective = options.Objective,
        Threshold = options.Threshold,
        Outside = outside,
        Barred = [.. Enumerable.Range(0, pool.Length).Where(i => objections.About(pool[i].Code).Any(objections.Bars))],
        Keep = [.. Enumerable.Range(0, pool.Length).Where(i => pool[i].Probability >= options.KeepFrom)],
        Burdens = [.. pool.Select(drug => objections.Burden(objections.About(drug.Code)))],
        Pairs = objections.Pairs(pool),
        MaxBurden = options.MaxBurden,
    };

    private SafePlan Plan(ImmutableArray<ScoredMedication> pool, Objections objections, SafeSetProblem problem, SafeSetSolution found, IReadOnlyList<SafeSetSolution> others)
    {
        var free = GreedySafeSet.Unbounded(problem);
        var set = Codes(pool, found.Drugs);
        return new SafePlan(
            set,
            new SafeSetCertificate
            {
                Objective = options.Objective,
                Optimal = found.Optimal,
                Value = found.Value,
                Bound = found.Bound,
                ValueWithoutRules = problem.ValueOf(free),
                Burden = found.Burden,
                MaxBurden = options.MaxBurden,
                BurdenWithoutRules = problem.BurdenOf(free),
                MustKeep = problem.Keep.Count,
                Kept = found.Drugs.Count(problem.Keep.Contains),
                Weighed = pool.Length,
            },
            [.. free.Concat(problem.Keep).Distinct().Except(found.Drugs).Order().Select(drug => GiveUp(pool, objections, problem, found, drug))],
            CodeSet.From(found.Drugs.Except(free).Select(drug => pool[drug].Code)),
            CodeSet.From(rules.SelectMany(rule => rule.Unknown(set))),
            TradeOff(pool, found, others));
    }

    private static CodeSet Codes(ImmutableArray<ScoredMedication> pool, IEnumerable<int> drugs) => CodeSet.From(drugs.Select(drug => pool[drug].Code));

    private static GivenUp GiveUp(ImmutableArray<ScoredMedication> pool, Objections objections, SafeSetProblem problem, SafeSetSolution found, int drug)
    {
        var (code, probability) = (pool[drug].Code, pool[drug].Probability);
        var alone = objections.About(code);
        var together = found.Drugs.SelectMany(other => objections.About(code, pool[other].Code)).OrderByDescending(finding => finding.Severity).ToArray();
        var burden = problem.BurdenOf([.. found.Drugs, drug]);
        var (reason, because) =
            problem.Barred.Contains(drug) ? (GivenUpReason.Barred, alone.Where(objections.Bars))
            : together.Any(objections.Bars) ? (GivenUpReason.BarredTogether, together.Where(objections.Bars))
            : !problem.Allows([.. found.Drugs, drug]) ? (GivenUpReason.Burden, alone.Concat(together))
            : (GivenUpReason.NoLongerWorthIt, []);
        return new(code, probability, reason, [.. because.OrderByDescending(finding => finding.Severity)], burden);
    }

    // From the most accurate allowed set, whatever its burden, down to the least burden.
    private List<SafeSetSolution> Others(SafeSetProblem problem)
    {
        List<SafeSetSolution> others = [Solve(problem with { MaxBurden = double.PositiveInfinity })];
        if (others[0].Burden is > 0 and var most)
            others.AddRange(s_curve.Select(share => Solve(problem with { MaxBurden = share * most })));
        return others;
    }

    private SafeSetSolution Solve(SafeSetProblem problem) => new SafeSetSolver(time).Solve(problem, options.TimeLimit);

    // Up to five: the most accurate, the one proposed, the one with the least burden, and what lies between.
    private static ImmutableArray<SafeSetPoint> TradeOff(ImmutableArray<ScoredMedication> pool, SafeSetSolution found, IReadOnlyList<SafeSetSolution> others)
    {
        var points = others.Prepend(found)
            .Select(solution => new SafeSetPoint(Codes(pool, solution.Drugs), solution.Value, solution.Burden, solution.Optimal))
            .DistinctBy(point => point.Set).OrderByDescending(point => point.Burden).ThenByDescending(point => point.Value).ToList();
        while (points.Count > Most)
            points.RemoveAt(Enumerable.Range(1, points.Count - 2).Where(i => !points[i].Set.Equals(Codes(pool, found.Drugs))).MinBy(i => points[i - 1].Burden - points[i + 1].Burden));
        return [.. points];
    }
}
