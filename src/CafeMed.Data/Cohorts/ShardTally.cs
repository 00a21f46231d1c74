using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Data;

/// <summary>Counts and hashes the visits of a shard as they pass, in their order.</summary>
internal sealed class ShardTally : IDisposable
{
    private static readonly byte[][] s_kinds = [.. CodeKinds.All.Select(kind => Encoding.UTF8.GetBytes(kind.ToString()))];

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<int>[] _distinct = [.. CodeKinds.All.Select(_ => new HashSet<int>())];
    private readonly long[] _codes = new long[CodeKinds.All.Count];
    private byte[] _page = new byte[1 << 16];
    private int _filled;
    private string? _patient;
    private int _visitsOfPatient;

    /// <summary>Patients so far.</summary>
    public int Patients { get; private set; }

    /// <summary>Patients with more than one visit.</summary>
    public int Repeated { get; private set; }

    /// <summary>Visits so far.</summary>
    public int Visits { get; private set; }

    /// <summary>Codes of every kind so far; a code counts once a visit.</summary>
    public IReadOnlyList<long> Codes => _codes;

    /// <summary>Takes one visit more.</summary>
    public void Add(VisitRow row, CodeBook book)
    {
        if (_patient != row.Patient)
        {
            (_patient, _visitsOfPatient) = (row.Patient, 0);
            Patients++;
            Text($"P\t{row.Patient}\n");
        }
        Visits++;
        if (++_visitsOfPatient == 2)
            Repeated++;
        Text($"V\t{row.Visit}\t{Micros(row.Start)}\t{Micros(row.End)}\n");
        for (var kind = 0; kind < _codes.Length; kind++)
        {
            var (codes, known) = (row.Codes[kind], row.Known[kind]);
            _codes[kind] += codes.Count;
            for (var i = 0; i < codes.Count; i++)
            {
                _distinct[kind].Add(codes[i]);
                Line(s_kinds[kind], book.DigestOf(codes[i]), known.Count > 0 ? known[i] : null);
            }
        }
    }

    /// <summary>SHA-256 over all of it, in hexadecimal.</summary>
    public string Digest()
    {
        _hash.AppendData(_page, 0, _filled);
        _filled = 0;
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <summary>The different codes of <paramref name="kind"/>.</summary>
    public IEnumerable<Code> Distinct(CodeKind kind, CodeBook book) => _distinct[(int)kind].Select(number => book[number]);

    /// <summary>The counts of every kind.</summary>
    public ImmutableArray<KindCount> Kinds() => [.. CodeKinds.All.Select(kind => new KindCount(kind, _codes[(int)kind], _distinct[(int)kind].Count))];

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Line(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> code, DateTime? known)
    {
        var room = Room(kind.Length + code.Length + 32);
        kind.CopyTo(room);
        code.CopyTo(room[kind.Length..]);
        var length = kind.Length + code.Length;
        if (Micros(known) is { } micros)
        {
            room[length++] = (byte)'\t';
            Utf8Formatter.TryFormat(micros, room[length..], out var digits);
            length += digits;
        }
        room[length++] = (byte)'\n';
        _filled += length;
    }

    private void Text(string text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _filled += Encoding.UTF8.GetBytes(text, room);
    }

    // Hashing line by line would cost more in calls than in hashing.
    private Span<byte> Room(int bytes)
    {
        if (_filled + bytes > _page.Length)
        {
            _hash.AppendData(_page, 0, _filled);
            _filled = 0;
        }
        if (bytes > _page.Length)
            _page = new byte[bytes];
        return _page.AsSpan(_filled);
    }

    // A stored cohort keeps times to the microsecond.
    private static long? Micros(DateTime? time) => time?.Ticks / TimeSpan.TicksPerMicrosecond;
}
