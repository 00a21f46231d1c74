using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Lifts facts about ingredients to the level of the recommendation, by the ingredient pairs that are really prescribed together.</summary>
/// <remarks>
/// <para>
/// For two groups <c>g</c> and <c>h</c> the share of severity <c>s</c> is
/// <c>(n_s + k m_s) / (n + k)</c>: <c>n</c> counts the pairs of an ingredient of <c>g</c> and one of <c>h</c> at the same training visit,
/// <c>n_s</c> those at severity <c>s</c>; <c>m_s</c> is the share expected if ingredients were drawn independently, each as often as its
/// group's training visits have it; <c>k</c> is the prior. At ATC level 5 every share is exactly 0 or 1.
/// </para>
/// <para>
/// An ingredient that the table does not know stays in the denominator: its pairs count as not known to interact. A group none of whose
/// prescribed ingredients is known goes to <see cref="InteractionGraph.Unknown"/>. A medication that is recorded coarser than level 5
/// stands for all known ingredients below it, with equal weight.
/// </para>
/// </remarks>
public static class InteractionProjection
{
    /// <summary>The interactions that are listed with each pair of groups.</summary>
    private const int Examples = 5;

    /// <summary>Projects <paramref name="table"/> on the medications of <paramref name="training"/>.</summary>
    /// <param name="table">Facts about ingredients.</param>
    /// <param name="training">Training patients, medications as fine as the source gives them.</param>
    /// <param name="level">The ATC level of the recommendation: 3, 4 or 5.</param>
    /// <param name="prior">Pseudo pairs <c>k</c> that follow the marginals, above 0; 5 by default.</param>
    /// <exception cref="CafeMedException"><c>CM2009</c>: the level is not 3, 4 or 5.</exception>
    public static InteractionGraph Of(InteractionTable table, Cohort training, int level, double prior = 5)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Of(table, training.Patients, level, prior);
    }

    /// <summary>Projects <paramref name="table"/> on the medications of patients that pass by one after another, twice.</summary>
    /// <param name="table">Facts about ingredients.</param>
    /// <param name="training">Training patients, medications as fine as the source gives them; gone through twice.</param>
    /// <param name="level">The ATC level of the recommendation: 3, 4 or 5.</param>
    /// <param name="prior">Pseudo pairs <c>k</c> that follow the marginals, above 0; 5 by default.</param>
    /// <exception cref="CafeMedException"><c>CM2009</c>: the level is not 3, 4 or 5.</exception>
    public static InteractionGraph Of(InteractionTable table, IEnumerable<Patient> training, int level, double prior = 5)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(prior);
        _ = AtcLevel.Length(level);
        var drugs = new Vocabulary(CodeKind.Medication, training.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Medications));
        var (together, people) = Together(training, drugs);
        var groups = Groups(table, drugs, together, level);
        var edges = new List<Interaction>();
        for (var g = 0; g < groups.Count; g++)
            for (var h = g + 1; h < groups.Count; h++)
                if (Between(table, groups[g], groups[h], together, drugs.Count, prior) is { } edge)
                    edges.Add(edge);
        var unknown = groups.Where(group => group.Drugs.All(drug => !drug.Ingredients.Any(table.Knows))).Select(group => group.Code);
        return new InteractionGraph(table.Source, edges, unknown, people);
    }

    // (D, D) visits that have both drugs, above the diagonal; visits that have the drug, on it.
    private static (int[] Counts, Fingerprint People) Together(IEnumerable<Patient> training, Vocabulary drugs)
    {
        var counts = new int[drugs.Count * drugs.Count];
        var columns = new int[drugs.Count];
        var people = Fingerprint.Among(training, patient =>
        {
            foreach (var visit in patient.Visits)
            {
                var (known, _) = drugs.Fill(visit.Medications, columns);
                for (var a = 0; a < known; a++)
                    for (var b = a; b < known; b++)
                        counts[columns[a] * drugs.Count + columns[b]]++;
            }
        });
        return (counts, people);
    }

    private static List<Group> Groups(InteractionTable table, Vocabulary drugs, int[] together, int level)
    {
        var known = table.Ingredients.Order().ToArray();
        var visits = Enumerable.Range(0, drugs.Count).Select(column => together[column * drugs.Count + column]).ToArray();
        return
        [
            .. Enumerable.Range(0, drugs.Count)
                .GroupBy(column => AtcLevel.Truncate(drugs[column], level))
                .OrderBy(group => group.Key)
                .Select(group => new Group(group.Key,
                [
                    .. group.Select(column => new Drug(column, (double)visits[column] / group.Sum(other => visits[other]), Ingredients(drugs[column], known))),
                ])),
        ];
    }

    private static ImmutableArray<Code> Ingredients(Code drug, Code[] known)
    {
        if (AtcLevel.Of(drug) is 0 or 5)
            return [drug];
        ImmutableArray<Code> below = [.. known.Where(code => code.System == drug.System && code.Value.StartsWith(drug.Value, StringComparison.Ordinal))];
        return below.IsEmpty ? [drug] : below;
    }

    private static Interaction? Between(InteractionTable table, Group first, Group second, int[] together, int width, double prior)
    {
        var (all, shares) = (0.0, new double[4]);
        var pairs = new List<IngredientPair>();
        foreach (var a in first.Drugs)
            foreach (var b in second.Drugs)
            {
                var counted = together[Math.Min(a.Column, b.Column) * width + Math.Max(a.Column, b.Column)];
                var weight = (counted + prior * a.Share * b.Share) / (a.Ingredients.Length * b.Ingredients.Length);
                foreach (var i in a.Ingredients)
                    foreach (var j in b.Ingredients)
                    {
                        if (i == j)
                            continue;
                        all += weight;
                        if (table.Between(i, j) is not { } severity)
                            continue;
                        shares[(int)severity - 1] += weight;
                        pairs.Add(new(i, j, severity, weight));
                    }
            }
        return pairs.Count == 0 ? null : new Interaction(
            first.Code,
            second.Code,
            pairs.Max(pair => pair.Severity),
            [.. shares.Select(share => Math.Min(1, share / all))],
            [.. pairs.GroupBy(pair => (pair.First, pair.Second))
                .Select(same => same.First() with { Share = Math.Min(1, same.Sum(pair => pair.Share) / all) })
                .OrderByDescending(pair => pair.Share).ThenBy(pair => pair.First).ThenBy(pair => pair.Second)
                .Take(Examples)]);
    }

    // A medication of the recommendation with the drugs that were prescribed under it.
    private sealed record Group(Code Code, ImmutableArray<Drug> Drugs);

    // A code as recorded: its share in [0, 1] of the group's prescriptions, and the ingredients it stands for.
    private sealed record Drug(int Column, double Share, ImmutableArray<Code> Ingredients);
}
