namespace CafeMed.Serving.Security;

/// <summary>Remembers the identifiers of tokens until they have expired, so that none is used twice.</summary>
internal sealed class ReplayGuard(TimeProvider time)
{
    // More than this in one lifetime is an attack or a very busy hour: the ones that expire first are then not awaited, and new ones are refused.
    private const int Most = 1_000_000;
    private readonly Lock _looking = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _order = new();

    /// <summary>Whether <paramref name="id"/> was not seen before; it is from now on.</summary>
    public bool IsNew(string id, DateTimeOffset expires)
    {
        lock (_looking)
        {
            var now = time.GetUtcNow();
            while (_order.TryPeek(out var old, out var end) && end < now)
            {
                _order.Dequeue();
                _seen.Remove(old);
            }
            if (_seen.Count >= Most || !_seen.Add(id))
                return false;
            _order.Enqueue(id, expires);
            return true;
        }
    }
}
