namespace CafeMed.Learning.Streaming;

/// <summary>The faults of reading a cohort shard by shard.</summary>
internal static class StreamingFaults
{
    public static CafeMedException EmptyPart(SplitPart part, int patients) => new(new Fault(
        "CM3070",
        $"The hashes of the {patients} patient(s) leave nobody for the {part.ToString().ToLowerInvariant()} part.",
        "Import more patients, or give another --seed; with one shard (--buckets 1) the parts have exact shares."));
}
