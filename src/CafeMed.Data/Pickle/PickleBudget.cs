namespace CafeMed.Data.Pickle;

/// <summary>What the objects of a pickle may cost together.</summary>
internal sealed class PickleBudget(string file, long bytes)
{
    private long _left = bytes;

    /// <summary>Takes <paramref name="bytes"/> before they are allocated.</summary>
    /// <exception cref="CafeMedException"><c>CM1083</c>: so many are not left.</exception>
    public void Take(long bytes)
    {
        _left -= bytes;
        if (_left < 0)
            throw PickleFaults.TooLarge(file, "what it builds would take more memory than a pickle may");
    }
}
