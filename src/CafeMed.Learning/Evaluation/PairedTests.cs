using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>Compares recommenders measure by measure on the same patients and the same draws, corrected by Holm for how many are compared.</summary>
public static class PairedTests
{
    private static readonly (string Name, Func<PatientScores.Row, double[]> Above, Func<PatientScores.Row, double[]>? Below)[] s_measures =
    [
        ("Jaccard", row => row.Jaccard, null), ("F1", row => row.F1, null), ("PRAUC", row => row.PrAuc, null), ("AUROC", row => row.RocAuc, null),
        ("precision", row => row.Precision, null), ("recall", row => row.Recall, null),
        ("interaction rate", row => row.Interacting, row => row.Pairs), ("drugs per visit", row => row.Proposed, null),
    ];

    /// <summary>The subject of one run against that of each of <paramref name="others"/>: a list of tests for each, the subject minus the other.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">Runs on the same held-out patients, by name.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="CafeMedException"><c>CM3100</c>: a run was measured on other patients.</exception>
    public static IReadOnlyList<ImmutableArray<PairedTest>> Against(PatientScores run, IReadOnlyList<(string Name, PatientScores Scores)> others, int seed)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(others);
        foreach (var (name, scores) in others)
            if (scores.Digest != run.Digest)
                throw MeasureFaults.OtherPatients(name, scores.People.Length, run.People.Length);
        return Of(Subject(run), [.. others.Select(other => Subject(other.Scores))], new PatientBootstrap(run.People.Length, seed));
    }

    /// <summary>The subject of a run against each of the run's other recommenders.</summary>
    internal static IReadOnlyList<ImmutableArray<PairedTest>> Within(PatientScores run, PatientBootstrap bootstrap) =>
        Of(run.Recommenders[0], [.. run.Recommenders.Skip(1)], bootstrap);

    private static ImmutableArray<PairedTest>[] Of(PatientScores.Row subject, PatientScores.Row[] others, PatientBootstrap bootstrap)
    {
        var patients = subject.Jaccard.Length;
        var batch = new RatioBatch(bootstrap, patients);
        var asked = others.Prepend(subject).Select(row => s_measures.Select(measure =>
            measure.Below is { } below ? batch.Rate(measure.Above(row), below(row)) : batch.Mean(measure.Above(row))).ToArray()).ToArray();
        batch.Draw();
        var tests = others.Select(_ => new PairedTest[s_measures.Length]).ToArray();
        for (var m = 0; m < s_measures.Length; m++)
        {
            var own = batch.Drawn(asked[0][m]);
            var differences = asked.Skip(1).Select(row => own.Minus(batch.Drawn(row[m]))).ToArray();
            var corrected = Holm.Correct([.. differences.Select(difference => difference.P)]);
            for (var i = 0; i < others.Length; i++)
                tests[i][m] = new(s_measures[m].Name, differences[i].Percentiles, differences[i].P, corrected[i]);
        }
        return [.. tests.Select(row => row.ToImmutableArray())];
    }

    // In the order of the patients' numbers, so that two runs line up.
    private static PatientScores.Row Subject(PatientScores scores)
    {
        var order = Enumerable.Range(0, scores.People.Length).OrderBy(i => scores.People[i]).ToArray();
        return scores.Recommenders[0].InOrder(order);
    }
}
