using System.Collections.Immutable;

namespace CafeMed;

/// <summary>The vocabulary of every kind, with the fingerprint of the patients they were read from.</summary>
public sealed class Vocabularies
{
    private readonly ImmutableArray<Vocabulary> _byKind;

    /// <summary>Holds one vocabulary per kind; a kind that is not given has none of its codes known.</summary>
    public Vocabularies(IEnumerable<Vocabulary> vocabularies, Fingerprint fittedOn)
    {
        var given = vocabularies.ToDictionary(vocabulary => vocabulary.Kind);
        _byKind = [.. CodeKinds.Encoded.Select(kind => given.TryGetValue(kind, out var found) ? found : new Vocabulary(kind, []))];
        FittedOn = fittedOn;
    }

    /// <summary>The patients whose codes are known.</summary>
    public Fingerprint FittedOn { get; }

    /// <summary>The vocabulary of <paramref name="kind"/>.</summary>
    public Vocabulary this[CodeKind kind] => _byKind[(int)kind];

    /// <summary>All of them, in the order of the kinds.</summary>
    public ImmutableArray<Vocabulary> All => _byKind;

    /// <summary>The medications: what can be recommended.</summary>
    public Vocabulary Medications => this[CodeKind.Medication];

    /// <summary>Every code that at least <paramref name="minPatients"/> of the <paramref name="training"/> patients have.</summary>
    public static Vocabularies Of(Cohort training, int minPatients = 1) => Of(training, _ => minPatients);

    /// <summary>Every code that enough of the <paramref name="training"/> patients have; how many are enough depends on the kind.</summary>
    public static Vocabularies Of(Cohort training, Func<CodeKind, int> minPatients)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Of(training.Patients, minPatients);
    }

    /// <summary>The same of patients that pass by one after another, once.</summary>
    public static Vocabularies Of(IEnumerable<Patient> training, Func<CodeKind, int> minPatients)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(minPatients);
        var having = CodeKinds.Encoded.Select(_ => new Dictionary<Code, int>()).ToArray();
        var people = Fingerprint.Among(training, patient =>
        {
            foreach (var kind in CodeKinds.Encoded)
                foreach (var code in patient.Visits.SelectMany(visit => visit[kind]).Distinct())
                    having[(int)kind][code] = having[(int)kind].GetValueOrDefault(code) + 1;
        });
        return new(
            CodeKinds.Encoded.Select(kind => new Vocabulary(kind, having[(int)kind].Where(pair => pair.Value >= minPatients(kind)).Select(pair => pair.Key))),
            people);
    }
}
