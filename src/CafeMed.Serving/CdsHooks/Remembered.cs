namespace CafeMed.Serving.CdsHooks;

/// <summary>Keeps values for a while, in memory alone: a server that starts anew repeats itself rather than keep something from somebody.</summary>
internal sealed class Remembered<TValue>(TimeProvider time, TimeSpan span)
{
    private const int Most = 200_000;
    private readonly Lock _looking = new();
    private readonly Dictionary<string, (TValue Value, DateTimeOffset Until)> _kept = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset Until)> _order = new();

    /// <summary>What is kept under <paramref name="key"/>, or the default.</summary>
    public TValue? Get(string key)
    {
        lock (_looking)
            return _kept.TryGetValue(key, out var found) && found.Until > time.GetUtcNow() ? found.Value : default;
    }

    /// <summary>Replaces what is kept under <paramref name="key"/>, and keeps it for the whole span again.</summary>
    public void Set(string key, Func<TValue?, TValue> change)
    {
        if (span <= TimeSpan.Zero)
            return;
        lock (_looking)
        {
            var now = time.GetUtcNow();
            while (_order.TryPeek(out var oldest) && (oldest.Until <= now || _kept.Count >= Most))
            {
                _order.Dequeue();
                if (_kept.TryGetValue(oldest.Key, out var there) && there.Until <= oldest.Until)
                    _kept.Remove(oldest.Key);
            }
            var before = _kept.TryGetValue(key, out var found) && found.Until > now ? found.Value : default;
            _kept[key] = (change(before), now + span);
            _order.Enqueue((key, now + span));
        }
    }
}
