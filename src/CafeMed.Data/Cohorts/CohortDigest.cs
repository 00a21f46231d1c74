namespace CafeMed.Data;

/// <summary>One number for all that is in a cohort.</summary>
public static class CohortDigest
{
    /// <summary>SHA-256 over patients, visits, times and codes in their order, in hexadecimal; the cohort's name does not count.</summary>
    public static string Of(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        using var tally = Tally(cohort.Patients, new CodeBook());
        return tally.Digest();
    }

    /// <summary>The digest of a cohort in several shards: SHA-256 over theirs, a line each, in their order; that of the only shard where there is one.</summary>
    public static string OfShards(IReadOnlyList<string> shards)
    {
        ArgumentNullException.ThrowIfNull(shards);
        return shards.Count == 1
            ? shards[0]
            : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(shards.Select(shard => shard + "\n")))));
    }

    internal static ShardTally Tally(IEnumerable<Patient> patients, CodeBook book)
    {
        var tally = new ShardTally();
        foreach (var row in RowPatients.Of(patients, book))
            tally.Add(row, book);
        return tally;
    }
}
