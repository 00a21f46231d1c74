using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;

namespace CafeMed.Serving.Audit;

/// <summary>Walks a chain and says all that is wrong with it.</summary>
internal sealed class ChainCheck(string log, string publicKey, AuditKey? key, AuditHead? expected)
{
    private const int Page = 256;
    private const int Told = 100;
    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<long, string> _used = [];
    private readonly HashSet<long> _shredded = [];
    private Dictionary<long, StoredAnchor> _anchors = [];
    private long _broken;
    private long _anchored;
    private StoredRecord _last = new() { Hash = new byte[32] };

    public async Task<AuditVerdict> RunAsync(DbConnection connection, bool ownKey, IProgress<long>? progress, CancellationToken ct)
    {
        _anchors = (await connection.AnchorsAsync(ct).ConfigureAwait(false)).ToDictionary(anchor => anchor.Sequence);
        using var signer = ECDsa.Create();
        signer.ImportFromPem(publicKey);
        var (first, after, count) = ((string?)null, long.MinValue, 0L);
        for (IReadOnlyList<StoredRecord> page; (page = await connection.PageAsync(after, Page, ct).ConfigureAwait(false)).Count > 0; progress?.Report(count))
        {
            foreach (var record in page)
                One(record, signer);
            (first, after, count) = (first ?? page[0].At, page[^1].Sequence, count + page.Count);
        }
        End(after);
        var (live, destroyed) = await KeysAsync(connection, ct).ConfigureAwait(false);
        return new AuditVerdict
        {
            Records = count,
            Head = new AuditHead(_last.Sequence, Convert.ToHexStringLower(_last.Hash)),
            First = first,
            Last = count == 0 ? null : _last.At,
            Anchors = _anchors.Count,
            Unanchored = Math.Max(0, _last.Sequence - _anchored),
            OwnKey = ownKey,
            LiveKeys = live,
            DestroyedKeys = destroyed,
            Broken = _broken,
            Findings = [.. _findings],
        };
    }

    private void One(StoredRecord record, ECDsa signer)
    {
        var (number, right) = (record.Sequence, record.ComputeHash(log));
        if (!right.AsSpan().SequenceEqual(record.Hash))
            Add(number, AuditBreak.Changed, $"Record {number} does not have the content that its hash was made of.");
        if (number != _last.Sequence + 1)
            Add(number, AuditBreak.Gap, $"Record {number} follows record {_last.Sequence}: what was between is gone.");
        if (!record.Previous.AsSpan().SequenceEqual(_last.Hash))
            Add(number, AuditBreak.Unlinked, $"Record {number} does not follow from the one before it.");
        if (expected?.Sequence == number && expected.Hash != Convert.ToHexStringLower(record.Hash))
            Add(number, AuditBreak.Replaced, $"Record {number} does not have the hash of the head that was given.");
        Anchor(record, signer);
        Keys(record);
        _last = record;
    }

    private void Anchor(StoredRecord record, ECDsa signer)
    {
        var number = record.Sequence;
        if (!_anchors.TryGetValue(number, out var anchor))
        {
            if (number > 0 && number % ChainWriter.AnchorEvery == 0)
                Add(number, AuditBreak.NoAnchor, $"Record {number} should have a signed anchor and has none.");
            return;
        }
        if (!signer.VerifyData(anchor.Message(log), anchor.Signature, HashAlgorithmName.SHA256))
            Add(number, AuditBreak.BadSignature, $"The anchor at record {number} was not signed by this key.");
        else if (!anchor.Hash.AsSpan().SequenceEqual(record.Hash))
            Add(number, AuditBreak.Replaced, $"Record {number} does not have the hash that was signed when it was written.");
        else
            _anchored = number;
    }

    private void Keys(StoredRecord record)
    {
        if (!_used.TryAdd(record.KeyId, record.Subject) && _used[record.KeyId] != record.Subject)
            Add(record.Sequence, AuditBreak.BadKey, $"Record {record.Sequence} uses the key of another subject.");
        if (record.Kind != AuditKinds.Shred || record.Facts is null)
            return;
        try
        {
            using var facts = JsonDocument.Parse(record.Facts);
            _shredded.Add(facts.RootElement.GetProperty("key").GetInt64());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Add(record.Sequence, AuditBreak.Changed, $"Record {record.Sequence} says that a key was destroyed, and not which.");
        }
    }

    private void End(long after)
    {
        foreach (var anchor in _anchors.Keys.Where(sequence => sequence > Math.Max(0, after)).Order())
            Add(anchor, AuditBreak.Cut, $"A signed anchor at record {anchor} lies beyond the end: records were cut off.");
        if (expected?.Sequence > _last.Sequence)
            Add(expected.Sequence, AuditBreak.Cut, $"The head that was given is record {expected.Sequence}, and the log ends at {_last.Sequence}: records were cut off.");
    }

    private async Task<(long Live, long Destroyed)> KeysAsync(DbConnection connection, CancellationToken ct)
    {
        var (live, destroyed, after) = (0L, 0L, long.MinValue);
        for (IReadOnlyList<StoredKey> page; (page = await connection.KeysPageAsync(after, Page, ct).ConfigureAwait(false)).Count > 0; after = page[^1].Id)
            foreach (var stored in page)
            {
                if (stored.Wrapped is null)
                    destroyed++;
                else
                    live++;
                One(stored);
            }
        foreach (var lost in _used.Keys.Order())
            Add(0, AuditBreak.LostKey, $"The key {lost}, which records use, is gone.");
        return (live, destroyed);
    }

    private void One(StoredKey stored)
    {
        if (_used.Remove(stored.Id, out var subject) && subject != stored.Subject)
            Add(0, AuditBreak.BadKey, $"The key {stored.Id} was given to another subject.");
        if (stored.Wrapped is null && !_shredded.Contains(stored.Id))
            Add(0, AuditBreak.LostKey, $"The key {stored.Id} was destroyed, and no record says so.");
        if (stored.Wrapped is null || key is null)
            return;
        try
        {
            key.Unwrap(stored.Wrapped, stored.Subject);
        }
        catch (CryptographicException)
        {
            Add(0, AuditBreak.BadKey, $"The key {stored.Id} was changed: what it encrypts cannot be read.");
        }
    }

    private void Add(long sequence, AuditBreak what, string message)
    {
        _broken++;
        if (_findings.Count < Told)
            _findings.Add(new(sequence, what, message));
    }
}
