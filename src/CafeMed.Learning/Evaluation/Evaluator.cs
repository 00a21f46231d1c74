namespace CafeMed.Learning.Evaluation;

/// <summary>Measures recommenders on held-out patients: the same visits, the same bootstrap draws for all.</summary>
public static class Evaluator
{
    /// <summary>The table of <paramref name="contestants"/> on <paramref name="test"/>.</summary>
    /// <param name="contestants">The first is the subject: paired differences are measured from it.</param>
    /// <param name="test">Encoded held-out patients.</param>
    /// <param name="graph">Interactions, for the rate.</param>
    /// <param name="atLeast">Pairs count from this severity on.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="CafeMedException"><c>CM2008</c>: test patients took part in fitting the vocabularies or the interaction shares.</exception>
    public static Scoreboard Evaluate(
        IReadOnlyList<Contestant> contestants, VisitTable test, InteractionGraph graph, Severity atLeast, int seed)
    {
        ArgumentNullException.ThrowIfNull(test);
        return Evaluate(contestants, [test], graph, atLeast, seed);
    }

    /// <summary>The same with held-out patients that pass by table after table, once; of each patient a few sums are kept.</summary>
    /// <param name="contestants">The first is the subject: paired differences are measured from it.</param>
    /// <param name="test">Encoded held-out patients, at least one.</param>
    /// <param name="graph">Interactions, for the rate.</param>
    /// <param name="atLeast">Pairs count from this severity on.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="CafeMedException"><c>CM2008</c>: test patients took part in fitting the vocabularies or the interaction shares.</exception>
    public static Scoreboard Evaluate(
        IReadOnlyList<Contestant> contestants, IEnumerable<VisitTable> test, InteractionGraph graph, Severity atLeast, int seed)
    {
        return Measure(contestants, test, graph, atLeast, seed, null).Scores;
    }

    /// <summary>The same with everything it rests on, and with groups of rarity.</summary>
    /// <param name="contestants">The first is the subject: paired differences are measured from it.</param>
    /// <param name="test">Encoded held-out patients, at least one.</param>
    /// <param name="graph">Interactions, for the rate.</param>
    /// <param name="atLeast">Pairs count from this severity on.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="diagnosisCounts">Training visits that have each diagnosis, for groups of rarity; <see langword="null"/> for none.</param>
    /// <returns>The table, and the measures of every patient.</returns>
    /// <exception cref="CafeMedException"><c>CM2008</c>: test patients took part in fitting the vocabularies or the interaction shares.</exception>
    public static (Scoreboard Scores, PatientScores Patients) Measure(
        IReadOnlyList<Contestant> contestants, IEnumerable<VisitTable> test, InteractionGraph graph, Severity atLeast, int seed, IReadOnlyDictionary<Code, int>? diagnosisCounts)
    {
        ArgumentNullException.ThrowIfNull(contestants);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(graph);
        var sums = new EvaluationSums(contestants, graph, atLeast, diagnosisCounts);
        foreach (var table in test)
        {
            table.Encoder.Vocabularies.FittedOn.Refuse("vocabularies", table.Patients);
            graph.FittedOn.Refuse("interaction shares", table.Patients);
            sums.Add(table);
            Compute.GiveBack();
        }
        return sums.Build(seed);
    }
}
