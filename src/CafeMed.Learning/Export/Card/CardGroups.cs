using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Studies;

namespace CafeMed.Learning.Export.Card;

/// <summary>Measures a model on held-out patients by age and sex.</summary>
public static class CardGroups
{
    /// <summary>Groups of fewer patients are named, not measured: their intervals would say nothing.</summary>
    public const int Least = 20;

    private static readonly CodeKind[] _kinds = [CodeKind.Sex, CodeKind.Age];

    /// <summary>The groups, by kind and code.</summary>
    /// <param name="model">The model.</param>
    /// <param name="test">Held-out patients, part after part; medications at the model's level.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="ct">Stops between two parts.</param>
    public static IReadOnlyList<CardGroup> Of(TrainedModel model, IEnumerable<Cohort> test, int seed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(test);
        var people = new List<Person>();
        var interactions = model.Graph.Matrix(model.Encoder.Medications, model.Options.InteractionSeverity);
        foreach (var part in test)
        {
            ct.ThrowIfCancellationRequested();
            model.RefuseLeaks(part.Patients);
            Add(people, model, model.Encoder.Encode(part.Patients), interactions);
        }
        return [.. _kinds.SelectMany(kind => people.SelectMany(person => Groups(person.Patient, kind).Select(group => (person, group)))
            .GroupBy(pair => pair.group, pair => pair.person).OrderBy(group => group.Key is null).ThenBy(group => group.Key)
            .Select(group => Score(kind, group.Key, [.. group], seed)))];
    }

    private static IEnumerable<Code?> Groups(Patient patient, CodeKind kind) =>
        patient.CurrentVisit[kind] is { Count: > 0 } codes ? codes.Select(code => (Code?)code) : [null];

    private static void Add(List<Person> people, TrainedModel model, VisitTable table, float[] interactions)
    {
        var (logits, size) = (model.Scorer.Score(table), model.Encoder.Medications.Count);
        var scores = VisitScores.Of(logits, model.Decision, table, interactions);
        var (jaccard, f1) = (PatientMeans.Of(scores, table, score => score.Jaccard), PatientMeans.Of(scores, table, score => score.F1));
        for (var p = 0; p < table.Patients.Length; p++)
        {
            var (expected, given) = (0.0, 0.0);
            for (var v = table.PatientOffsets[p]; v < table.PatientOffsets[p + 1]; v++)
            {
                given += table.Targets[v].Length;
                for (var m = 0; m < size; m++)
                    expected += LogOdds.Probability(logits[v * size + m]);
            }
            people.Add(new(table.Patients[p], jaccard[p], f1[p], expected, given));
        }
    }

    private static CardGroup Score(CodeKind kind, Code? group, Person[] people, int seed)
    {
        if (people.Length < Least)
            return new(kind, group, people.Length, null, null, null);
        var draws = new PatientBootstrap(people.Length, seed);
        return new(
            kind, group, people.Length,
            draws.Mean(people.Select(person => person.Jaccard).ToArray()),
            draws.Mean(people.Select(person => person.F1).ToArray()),
            draws.Ratio(people.Select(person => person.Expected).ToArray(), people.Select(person => person.Given).ToArray()));
    }

    private sealed record Person(Patient Patient, double Jaccard, double F1, double Expected, double Given);
}
