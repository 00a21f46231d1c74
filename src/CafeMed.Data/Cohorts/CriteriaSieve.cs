using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed.Data;

/// <summary>Applies the criteria to one patient after another, and counts what each leaves out.</summary>
/// <param name="criteria">Who is asked for.</param>
/// <param name="common">The medications that enough patients have; <see langword="null"/> where every one counts.</param>
internal sealed class CriteriaSieve(CohortCriteria criteria, IReadOnlySet<Code>? common)
{
    private const string Diagnosis = "a visit has a diagnosis";
    private const string Medication = "a visit has a medication";

    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    /// <summary>The medications that at least so many patients have, by how many have each; <see langword="null"/> where every one counts.</summary>
    public static IReadOnlySet<Code>? Common(CohortCriteria criteria, IEnumerable<KeyValuePair<Code, int>> patients) => criteria.MinMedicationPatients <= 1
        ? null
        : patients.Where(count => count.Value >= criteria.MinMedicationPatients).Select(count => count.Key).ToHashSet();

    /// <summary>Counts <paramref name="patient"/> once for each medication that they have.</summary>
    public static void CountMedications(Patient patient, Dictionary<Code, int> counts)
    {
        foreach (var code in patient.Visits.SelectMany(visit => visit.Medications).Distinct())
            CollectionsMarshal.GetValueRefOrAddDefault(counts, code, out _)++;
    }

    /// <summary>Counts the patient once for each medication that they have, by its number.</summary>
    public static void CountMedications(PatientRows rows, Dictionary<int, (int Patients, int Last)> counts, int patient)
    {
        for (var i = 0; i < rows.Count; i++)
            foreach (var code in rows[i].Codes[(int)CodeKind.Medication])
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, code, out _);
                if (count.Last != patient)
                    count = (count.Patients + 1, patient);
            }
    }

    /// <summary>What is left of a patient, or <see langword="null"/> where they do not belong to the study.</summary>
    public Patient? Pass(Patient patient)
    {
        var kept = patient;
        if (common is not null)
            kept = WithCommonMedications(kept);
        if (criteria.RequireDiagnosis && Keep(kept, Diagnosis, visit => visit.Diagnoses.Count > 0) is var one)
            kept = one;
        if (kept is not null && criteria.RequireMedication)
            kept = Keep(kept, Medication, visit => visit.Medications.Count > 0);
        if (kept is not null && kept.Visits.Length < criteria.MinVisits)
        {
            Drop(EnoughVisits, kept.Visits, patients: 1);
            kept = null;
        }
        return kept;
    }

    /// <summary>What is left of the patient that <paramref name="rows"/> holds; they are gone through as an object only where a criterion leaves something out.</summary>
    public IEnumerable<VisitRow> Pass(PatientRows rows, CodeBook book)
    {
        if (!Whole(rows))
        {
            if (Pass(rows.ToPatient()) is { } kept)
                foreach (var row in RowPatients.Of([kept], book))
                    yield return row;
            yield break;
        }
        for (var i = 0; i < rows.Count; i++)
            yield return rows[i];
    }

    private bool Whole(PatientRows rows)
    {
        if (common is not null || rows.Count < criteria.MinVisits)
            return false;
        for (var i = 0; i < rows.Count; i++)
            if (criteria.RequireDiagnosis && rows[i].Codes[(int)CodeKind.Diagnosis].Count == 0 || criteria.RequireMedication && rows[i].Codes[(int)CodeKind.Medication].Count == 0)
                return false;
        return true;
    }

    /// <summary>What each criterion left out so far, in the order in which they hold.</summary>
    public IEnumerable<CriterionDrop> Drops()
    {
        if (criteria.MinMedicationPatients > 1)
            yield return Of(Rare);
        if (criteria.RequireDiagnosis)
            yield return Of(Diagnosis);
        if (criteria.RequireMedication)
            yield return Of(Medication);
        yield return Of(EnoughVisits);
    }

    private string Rare => $"at least {criteria.MinMedicationPatients} patients have a medication";

    private string EnoughVisits => $"a patient has at least {criteria.MinVisits} visit(s)";

    private Patient WithCommonMedications(Patient patient)
    {
        var tally = TallyOf(Rare);
        if (patient.Visits.All(visit => visit.Medications.All(common!.Contains)))
            return patient;
        return new(patient.Id, [.. patient.Visits.Select(visit =>
        {
            var left = CodeSet.From(visit.Medications.Where(common!.Contains));
            tally.Codes[(int)CodeKind.Medication] += visit.Medications.Count - left.Count;
            return visit with { Codes = visit.Codes.With(CodeKind.Medication, left) };
        })]);
    }

    private Patient? Keep(Patient patient, string criterion, Func<Visit, bool> keep)
    {
        if (All(patient.Visits, keep))
            return patient;
        var kept = patient.Visits.Where(keep).ToImmutableArray();
        Drop(criterion, patient.Visits.Where(visit => !keep(visit)), kept.IsEmpty ? 1 : 0);
        return kept.IsEmpty ? null : new(patient.Id, kept);
    }

    private static bool All(ImmutableArray<Visit> visits, Func<Visit, bool> keep)
    {
        foreach (var visit in visits)
            if (!keep(visit))
                return false;
        return true;
    }

    private void Drop(string criterion, IEnumerable<Visit> visits, int patients)
    {
        var tally = TallyOf(criterion);
        tally.Patients += patients;
        foreach (var visit in visits)
        {
            tally.Visits++;
            foreach (var kind in CodeKinds.All)
                tally.Codes[(int)kind] += visit[kind].Count;
        }
    }

    private CriterionDrop Of(string criterion)
    {
        var tally = TallyOf(criterion);
        return new(criterion, tally.Patients, tally.Visits, tally.Codes.Sum())
        {
            Kinds = [.. CodeKinds.All.Select(kind => new DroppedCodes(kind, tally.Codes[(int)kind])).Where(drop => drop.Codes > 0)],
        };
    }

    private Tally TallyOf(string criterion) => CollectionsMarshal.GetValueRefOrAddDefault(_tallies, criterion, out _) ??= new();

    private sealed class Tally
    {
        public int Patients { get; set; }

        public int Visits { get; set; }

        public long[] Codes { get; } = new long[CodeKinds.All.Count];
    }
}
