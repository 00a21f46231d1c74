namespace CafeMed.Learning.Causal.Refutation;

/// <summary>Cohorts in which what is estimated must come out as nothing, or as before.</summary>
internal static class ControlCohorts
{
    private static readonly CodeKind[] _exposures = [CodeKind.Diagnosis, CodeKind.Procedure];

    /// <summary>A word that is part of no record.</summary>
    public static readonly Code Coin = new(CodeSystem.Local, "coin");

    /// <summary>Diagnoses and procedures of other visits: of first visits for first visits, of later for later, at the same hospital.</summary>
    public static Cohort PermutedExposure(Cohort cohort, int seed) => Permuted(cohort, seed, _exposures);

    /// <summary>Drugs of other visits, in the same way.</summary>
    public static Cohort RandomOutcome(Cohort cohort, int seed) => Permuted(cohort, seed, [CodeKind.Medication]);

    /// <summary>A coin for each visit, as if it were known on arrival.</summary>
    public static Cohort RandomCause(Cohort cohort, int seed)
    {
        var random = new Random(seed);
        return Each(cohort, (patient, t) => random.Next(2) == 0
            ? patient.Visits[t].Codes
            : patient.Visits[t].Codes.With(CodeKind.PastHistory, CodeSet.From(patient.Visits[t][CodeKind.PastHistory].Append(Coin))));
    }

    /// <summary>As exposures, the codes that only the next visit has; those of the visit itself are known beforehand. Last visits are left out.</summary>
    public static Cohort FutureExposure(Cohort cohort) => new(cohort.Name,
    [
        .. cohort.Patients.Where(patient => patient.Visits.Length > 1).Select(patient => new Patient(patient.Id,
        [
            .. patient.Visits[..^1].Select((visit, t) => visit with { Codes = Ahead(visit, patient.Visits[t + 1]) }),
        ])),
    ]);

    /// <summary>Half of the patients.</summary>
    public static Cohort Half(Cohort cohort, int seed)
    {
        var order = Enumerable.Range(0, cohort.Patients.Length).ToArray();
        new Random(seed).Shuffle(order);
        var kept = order[..(order.Length / 2)].ToHashSet();
        return new(cohort.Name, [.. cohort.Patients.Where((_, p) => kept.Contains(p))]);
    }

    /// <summary>The vocabularies with what the control cohorts add: all diagnoses and procedures as past history, and the coin.</summary>
    public static Vocabularies Widened(Vocabularies vocabularies) => new(
        vocabularies.All.Select(vocabulary => vocabulary.Kind != CodeKind.PastHistory ? vocabulary : new Vocabulary(
            CodeKind.PastHistory, [.. vocabulary.Codes, .. _exposures.SelectMany(kind => vocabularies[kind].Codes), Coin])),
        vocabularies.FittedOn);

    private static VisitCodes Ahead(Visit visit, Visit next)
    {
        var codes = visit.Codes.With(CodeKind.PastHistory, CodeSet.From([.. visit[CodeKind.PastHistory], .. visit.Diagnoses, .. visit.Procedures]));
        foreach (var kind in _exposures)
            codes = codes.With(kind, CodeSet.From(next[kind].Where(code => !visit[kind].Contains(code))));
        return codes;
    }

    private static Cohort Permuted(Cohort cohort, int seed, CodeKind[] kinds)
    {
        var random = new Random(seed);
        var from = new Dictionary<(int Patient, int Visit), Visit>();
        var places = cohort.Patients.SelectMany((patient, p) => patient.Visits.Select((visit, t) => (Patient: p, Visit: t, Stay: visit)));
        foreach (var alike in places.GroupBy(place => (place.Visit == 0, place.Stay[CodeKind.Site].ToString())))
        {
            var own = alike.ToArray();
            var others = own.Select(place => place.Stay).ToArray();
            random.Shuffle(others);
            for (var i = 0; i < own.Length; i++)
                from[(own[i].Patient, own[i].Visit)] = others[i];
        }
        var row = cohort.Patients.Select((patient, p) => (patient.Id, p)).ToDictionary(pair => pair.Id, pair => pair.p, StringComparer.Ordinal);
        return Each(cohort, (patient, t) => kinds.Aggregate(patient.Visits[t].Codes, (codes, kind) => codes.With(kind, from[(row[patient.Id], t)][kind])));
    }

    private static Cohort Each(Cohort cohort, Func<Patient, int, VisitCodes> codes) => new(cohort.Name,
        [.. cohort.Patients.Select(patient => new Patient(patient.Id, [.. patient.Visits.Select((visit, t) => visit with { Codes = codes(patient, t) })]))]);
}
