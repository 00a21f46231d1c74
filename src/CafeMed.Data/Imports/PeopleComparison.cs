using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed.Data;

/// <summary>The patients, visits and codes that one of two cohorts has alone.</summary>
/// <param name="Patients">Patients of A alone, and of B alone.</param>
/// <param name="Visits">Visits of A alone and of B alone, of patients that both have.</param>
/// <param name="Codes">Codes of A alone and of B alone, of visits that both have.</param>
/// <param name="Times">Visits of both whose admission or discharge differs, and codes of both that became known at different times.</param>
public sealed record PeopleComparison(AloneCount Patients, AloneCount Visits, AloneCount Codes, OtherTimes Times)
{
    private const int Most = 10;

    /// <summary>Nothing that one has alone.</summary>
    public static PeopleComparison None { get; } = new(new(0, 0), new(0, 0), new(0, 0), new(0, 0));

    /// <summary>Whether there is nothing that one has alone.</summary>
    public bool Same => (Patients, Visits, Codes, Times) == (None.Patients, None.Visits, None.Codes, None.Times);

    /// <summary>The codes that most often stand in one alone, by kind: written <c>Kind System:Value</c>, with how often A has them alone and B.</summary>
    public ImmutableArray<AloneCode> Top { get; init; } = [];

    /// <summary>Compares shard by shard: the shards of the cohort with more of them nest in those of the other.</summary>
    internal static async Task<PeopleComparison> OfAsync(StoredCohort a, StoredCohort b, CancellationToken ct)
    {
        var count = new Count();
        var groups = Math.Min(a.Shards, b.Shards);
        for (var group = 0; group < groups; group++)
        {
            var ones = new Dictionary<string, Patient>(StringComparer.Ordinal);
            for (var shard = group; shard < a.Shards; shard += groups)
                foreach (var patient in (await a.ReadAsync(shard, ct).ConfigureAwait(false)).Patients)
                    ones[patient.Id] = patient;
            for (var shard = group; shard < b.Shards; shard += groups)
                foreach (var patient in (await b.ReadAsync(shard, ct).ConfigureAwait(false)).Patients)
                    if (ones.Remove(patient.Id, out var one))
                        count.Compare(one, patient);
                    else
                        count.PatientsB++;
            count.PatientsA += ones.Count;
        }
        return new(
            new(count.PatientsA, count.PatientsB), new(count.VisitsA, count.VisitsB),
            new(count.ByCode.Values.Sum(code => code.A), count.ByCode.Values.Sum(code => code.B)), new(count.TimedVisits, count.TimedCodes))
        {
            Top = [.. count.ByCode.OrderByDescending(code => code.Value.A + code.Value.B).ThenBy(code => code.Key.Item2).Take(Most)
                .Select(code => new AloneCode($"{code.Key.Item1} {code.Key.Item2.System.Name}:{code.Key.Item2.Value}", code.Value.A, code.Value.B))],
        };
    }

    internal IEnumerable<CohortDifference> Differences()
    {
        foreach (var (what, (a, b)) in new (string, AloneCount)[]
        {
            ("patients in one alone", Patients), ("visits in one alone, of patients that both have", Visits), ("codes in one alone, of visits that both have", Codes),
        })
            if (a + b > 0)
                yield return new("people", what, $"{a:#,0}", $"{b:#,0}");
        if (Times.Visits > 0)
            yield return new("people", "visits with other times", $"{Times.Visits:#,0}", $"{Times.Visits:#,0}");
        if (Times.Codes > 0)
            yield return new("people", "codes that became known at another time", $"{Times.Codes:#,0}", $"{Times.Codes:#,0}");
        foreach (var (code, a, b) in Top)
            yield return new("people", code, $"{a:#,0} alone", $"{b:#,0} alone");
    }

    private sealed class Count
    {
        public long PatientsA { get; set; }

        public long PatientsB { get; set; }

        public long VisitsA { get; private set; }

        public long VisitsB { get; private set; }

        public long TimedVisits { get; private set; }

        public long TimedCodes { get; private set; }

        public Dictionary<(CodeKind, Code), (long A, long B)> ByCode { get; } = [];

        public void Compare(Patient a, Patient b)
        {
            if (a == b)
                return;
            var ones = a.Visits.ToDictionary(visit => visit.Id, StringComparer.Ordinal);
            foreach (var other in b.Visits)
                if (ones.Remove(other.Id, out var one))
                    Compare(one, other);
                else
                    VisitsB++;
            VisitsA += ones.Count;
        }

        private void Compare(Visit a, Visit b)
        {
            if (a.StartedAt != b.StartedAt || a.EndedAt != b.EndedAt)
                TimedVisits++;
            foreach (var kind in CodeKinds.All)
            {
                foreach (var code in a[kind])
                    if (!b[kind].Contains(code))
                        CollectionsMarshal.GetValueRefOrAddDefault(ByCode, (kind, code), out _).A++;
                    else if (a.KnownAt(kind, code) != b.KnownAt(kind, code))
                        TimedCodes++;
                foreach (var code in b[kind])
                    if (!a[kind].Contains(code))
                        CollectionsMarshal.GetValueRefOrAddDefault(ByCode, (kind, code), out _).B++;
            }
        }
    }
}
