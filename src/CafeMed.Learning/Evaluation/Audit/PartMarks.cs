namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>What is remembered of a part's people: numbers, no identifiers.</summary>
internal sealed class PartMarks
{
    // So many diagnoses, procedures and medications at the same moment are not two people's by chance.
    private const int Telling = 8;

    public HashSet<ulong> People { get; } = [];

    public HashSet<ulong> Visits { get; } = [];

    public HashSet<Code> Hospitals { get; } = [];

    public DateTime LastStart { get; private set; } = DateTime.MinValue;

    public static PartMarks Of(IEnumerable<Patient> patients, CancellationToken ct)
    {
        var marks = new PartMarks();
        foreach (var patient in patients)
        {
            ct.ThrowIfCancellationRequested();
            marks.People.Add(Fingerprint.Number(patient.Id));
            foreach (var visit in patient.Visits)
            {
                if (Mark(visit) is { } mark)
                    marks.Visits.Add(mark);
                marks.Hospitals.UnionWith(visit[CodeKind.Site]);
                marks.LastStart = visit.StartedAt > marks.LastStart ? visit.StartedAt : marks.LastStart;
            }
        }
        return marks;
    }

    /// <summary>A number that two visits share if times and codes are the same; none where a visit has too few codes to tell.</summary>
    public static ulong? Mark(Visit visit) => visit.Diagnoses.Count + visit.Procedures.Count + visit.Medications.Count < Telling
        ? null
        : Fingerprint.Number($"{visit.StartedAt:O}|{visit.EndedAt:O}|{visit.Diagnoses}|{visit.Procedures}|{visit.Medications}");
}
