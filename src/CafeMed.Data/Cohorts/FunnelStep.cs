using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>A step on the way from the rows of a data set to the patients of a cohort.</summary>
/// <param name="Step">What is done.</param>
/// <param name="Counts">What went in and what came out.</param>
/// <param name="Reasons">Why something stayed behind, most frequent first; rows for the steps before codes (for the step from rows to codes, by how many they differ), otherwise what the step's first count counts.</param>
public sealed record FunnelStep(string Step, ImmutableArray<FunnelCount> Counts, ImmutableArray<DroppedRows> Reasons)
{
    internal static ImmutableArray<FunnelStep> Of(CohortReceipt receipt)
    {
        var steps = new List<FunnelStep>();
        var codes = receipt.Kinds.Sum(kind => kind.Rows) + receipt.CriterionDrops.Sum(drop => drop.Codes);
        if (!receipt.Tables.IsEmpty)
            steps.AddRange(OfRows(receipt, codes));
        var (visits, patients) = (receipt.Visits + receipt.CriterionDrops.Sum(drop => (long)drop.Visits), receipt.Patients + receipt.CriterionDrops.Sum(drop => (long)drop.Patients));
        foreach (var drop in receipt.CriterionDrops)
        {
            steps.Add(new(
                $"keep where {drop.Criterion}",
                [new("patients", patients, patients - drop.Patients), new("visits", visits, visits - drop.Visits), new("codes", codes, codes - drop.Codes)],
                drop.Patients + drop.Visits + drop.Codes == 0 ? [] : [new($"not so: {drop.Criterion}", drop.Patients)]));
            (patients, visits, codes) = (patients - drop.Patients, visits - drop.Visits, codes - drop.Codes);
        }
        return [.. steps];
    }

    private static IEnumerable<FunnelStep> OfRows(CohortReceipt receipt, long codes)
    {
        var (rows, used, unreadable) = (receipt.Tables.Sum(table => table.Rows), receipt.Tables.Sum(table => table.Used), receipt.Tables.Sum(table => table.Unreadable));
        var drops = receipt.Tables.SelectMany(table => table.Dropped.Where(drop => drop.Rows > 0).Select(drop => new DroppedRows($"{table.Table}: {drop.Reason}", drop.Rows)))
            .OrderByDescending(drop => drop.Rows).ToLookup(drop => drop.Reason.Contains(Quarantine.FileName, StringComparison.Ordinal));
        yield return new("read the rows", [new("rows", rows, rows - unreadable)], [.. drops[true]]);
        yield return new("use the rows", [new("rows", rows - unreadable, used)], [.. drops[false]]);
        yield return new("turn rows into codes", [new(FunnelCount.RowsToCodes, used, codes)], [used >= codes
            ? new("more rows than codes: a code counts once a visit, and some rows only tie others to a visit", used - codes)
            : new("more codes than rows: a row may give several codes", codes - used)]);
    }
}
