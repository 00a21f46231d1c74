using System.Collections.Immutable;

namespace CafeMed;

/// <summary>The people of a study.</summary>
/// <remarks>Medications are kept at the finest level the source gives (ingredients, ATC level 5, as a rule); <see cref="AtLevel"/> makes the level of the recommendation.</remarks>
public sealed class Cohort
{
    /// <summary>Holds <paramref name="patients"/> in the order given.</summary>
    /// <exception cref="CafeMedException"><c>CM2006</c>: two patients share an identifier.</exception>
    public Cohort(string name, ImmutableArray<Patient> patients)
    {
        var seen = new HashSet<string>(patients.Length, StringComparer.Ordinal);
        foreach (var patient in patients)
            if (!seen.Add(patient.Id))
                throw Faults.SamePatientTwice(patient.Id);
        (Name, Patients) = (name, patients);
    }

    /// <summary>Where the cohort comes from, for people: <c>mimic4</c>, <c>synthetic</c>, ….</summary>
    public string Name { get; }

    /// <summary>The people.</summary>
    public ImmutableArray<Patient> Patients { get; }

    /// <summary>How many visits they have together.</summary>
    public int VisitCount => Patients.Sum(patient => patient.Visits.Length);

    /// <summary>How many codes of <paramref name="kind"/> all visits have together, and how many different ones.</summary>
    public (long Codes, int Distinct) Count(CodeKind kind)
    {
        var (codes, distinct) = (0L, new HashSet<Code>());
        foreach (var patient in Patients)
            foreach (var visit in patient.Visits)
            {
                codes += visit[kind].Count;
                distinct.UnionWith(visit[kind]);
            }
        return (codes, distinct.Count);
    }

    /// <summary>The same people with medications at an ATC level.</summary>
    public Cohort AtLevel(int level) => new(Name, [.. Patients.Select(patient => patient.AtLevel(level))]);

    /// <summary>The same study with fewer people.</summary>
    public Cohort Where(Func<Patient, bool> keep) => new(Name, [.. Patients.Where(keep)]);
}
