using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Why two cohorts differ, step by step: inputs, maps, program, criteria, rows, the funnel, and who and what is in one alone.</summary>
/// <param name="SamePeople">Whether both have the same patients with the same visits and codes, in whatever order.</param>
/// <param name="Differences">In the order of the steps; empty where the cohorts are the same in all respects.</param>
/// <param name="People">The patients, visits and codes that one of them has alone.</param>
public sealed record CohortComparison(bool SamePeople, ImmutableArray<CohortDifference> Differences, PeopleComparison People)
{
    /// <summary>Compares two cohorts on disk, a shard at a time.</summary>
    /// <exception cref="CafeMedException"><c>CM1014</c>: a cohort is damaged.</exception>
    public static async Task<CohortComparison> OfAsync(StoredCohort a, StoredCohort b, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var receipts = new List<CohortDifference>(OfReceipts(a.Receipt, b.Receipt));
        var people = a.Receipt.Digest == b.Receipt.Digest && a.Shards == b.Shards ? PeopleComparison.None : await PeopleComparison.OfAsync(a, b, ct).ConfigureAwait(false);
        receipts.AddRange(people.Differences());
        return new(people.Same, [.. receipts], people);
    }

    private static IEnumerable<CohortDifference> OfReceipts(CohortReceipt a, CohortReceipt b)
    {
        foreach (var file in Keyed("inputs", a.Files, b.Files, file => file.Name, file => $"{file.Bytes:#,0} bytes, SHA-256 {file.Sha256[..Math.Min(12, file.Sha256.Length)]}…"))
            yield return file;
        foreach (var map in Keyed("maps", a.Maps, b.Maps, map => map.Name, map => $"{map.Version}, SHA-256 {map.Sha256[..Math.Min(12, map.Sha256.Length)]}…"))
            yield return map;
        foreach (var (what, one, other) in new[]
        {
            ("connector", a.Connector, b.Connector), ("program", a.Version, b.Version), ("label", a.Label, b.Label), ("table of interactions", a.Interactions ?? "none", b.Interactions ?? "none"),
        })
            if (one != other)
                yield return new("program", what, one, other);
        foreach (var (what, one, other) in new[]
        {
            ("patients that a medication must have", a.Criteria.MinMedicationPatients.ToString(), b.Criteria.MinMedicationPatients.ToString()),
            ("a visit needs a diagnosis", YesNo(a.Criteria.RequireDiagnosis), YesNo(b.Criteria.RequireDiagnosis)),
            ("a visit needs a medication", YesNo(a.Criteria.RequireMedication), YesNo(b.Criteria.RequireMedication)),
            ("visits that a patient needs", a.Criteria.MinVisits.ToString(), b.Criteria.MinVisits.ToString()),
        })
            if (one != other)
                yield return new("criteria", what, one, other);
        foreach (var row in Keyed("rows", Rows(a), Rows(b), row => row.Key, row => $"{row.Value:#,0}"))
            yield return row;
        foreach (var step in Keyed("funnel", Steps(a), Steps(b), step => step.Key, step => step.Value))
            yield return step;
        foreach (var kind in Keyed("funnel", a.Kinds.Where(kind => kind.Rows > 0), b.Kinds.Where(kind => kind.Rows > 0), kind => $"codes of the kind {kind.Kind}", kind => $"{kind.Rows:#,0} ({kind.Distinct:#,0} different)"))
            yield return kind;
    }

    private static IEnumerable<KeyValuePair<string, long>> Rows(CohortReceipt receipt) => receipt.Tables.SelectMany(table => new KeyValuePair<string, long>[]
    {
        new($"{table.Table}: rows in", table.Rows), new($"{table.Table}: used", table.Used),
    }.Concat(table.Dropped.Where(drop => drop.Rows > 0).Select(drop => new KeyValuePair<string, long>($"{table.Table}: dropped, {drop.Reason}", drop.Rows))));

    private static IEnumerable<KeyValuePair<string, string>> Steps(CohortReceipt receipt) => receipt.Funnel.SelectMany(step => step.Counts
        .Select(count => new KeyValuePair<string, string>($"{step.Step}: {count.Unit}", $"{count.In:#,0} in, {count.Out:#,0} out")));

    private static IEnumerable<CohortDifference> Keyed<T>(string step, IEnumerable<T> a, IEnumerable<T> b, Func<T, string> key, Func<T, string> text)
    {
        var others = b.ToDictionary(key, text, StringComparer.Ordinal);
        foreach (var one in a)
            if (!others.Remove(key(one), out var other))
                yield return new(step, key(one), text(one), "none");
            else if (other != text(one))
                yield return new(step, key(one), text(one), other);
        foreach (var (name, other) in others.OrderBy(other => other.Key, StringComparer.Ordinal))
            yield return new(step, name, "none", other);
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
