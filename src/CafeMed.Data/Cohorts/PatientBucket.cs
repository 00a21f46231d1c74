namespace CafeMed.Data;

/// <summary>Which bucket a patient belongs to: the low bits of the first byte of the identifier's SHA-256, so the same on every machine.</summary>
public static class PatientBucket
{
    /// <summary>The most buckets there can be.</summary>
    public const int Most = 256;

    /// <summary>The bucket of a patient.</summary>
    /// <param name="patient">The identifier.</param>
    /// <param name="buckets">How many there are: a power of two, 1 to 256.</param>
    public static int Of(string patient, int buckets) => buckets == 1 ? 0 : (int)(Fingerprint.Number(patient) & (ulong)(buckets - 1));

    internal static void Check(int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buckets);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buckets, Most);
        if (!System.Numerics.BitOperations.IsPow2(buckets))
            throw new ArgumentException($"{buckets} is not a power of two", nameof(buckets));
    }
}
