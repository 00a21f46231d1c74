namespace CafeMed.Learning.Training;

/// <summary>What torch is seeded with before each batch.</summary>
/// <remarks>Torch's generator on the processor reads the lower 32 bits of a seed and no more, so seed, epoch and batch must all be in them.</remarks>
internal static class BatchSeed
{
    // With the default seed the stream is that of the first releases, whose figures are in the documents.
    private const int Default = 7;

    /// <summary>In [0, 2^32). Another seed gives another number for the same epoch and batch, always.</summary>
    /// <param name="seed">The study's.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="batch">From 0.</param>
    public static long Of(int seed, int epoch, int batch) => unchecked(((uint)epoch << 20) ^ (uint)batch ^ Mixed(seed) ^ Mixed(Default));

    // The last step of MurmurHash3: every bit of the seed reaches every bit of the result, and no two seeds have the same.
    private static uint Mixed(int seed)
    {
        unchecked
        {
            var mixed = (uint)seed;
            mixed = (mixed ^ (mixed >> 16)) * 0x85EBCA6B;
            mixed = (mixed ^ (mixed >> 13)) * 0xC2B2AE35;
            return mixed ^ (mixed >> 16);
        }
    }
}
