using System.Buffers.Binary;
using System.Text;

namespace CafeMed.Safety.Knowledge;

/// <summary>The shipped base in its packed form: read without taking it apart, so that a check of a few drugs costs microseconds.</summary>
/// <remarks>
/// Little endian: <c>CMI1</c>; the number of codes and of pairs, 32 bits each; the codes in order, 7 ASCII letters each, filled up with
/// zeros to a multiple of 4 bytes; then each pair as 32 bits in order: first code (11 bits), second (11), severity (3), mechanism (6).
/// </remarks>
internal sealed class PackedFacts : IInteractionSource
{
    private const int Start = 12;
    private const int Letters = 7;

    private readonly byte[] _bytes;
    private readonly int _codes;
    private readonly int _pairs;
    private readonly string _version;

    public PackedFacts(byte[] bytes, string name, string version)
    {
        (_bytes, Name, _version) = (bytes, name, version);
        (_codes, _pairs) = (Int(4), Int(8));
        if (!bytes.AsSpan().StartsWith("CMI1"u8) || bytes.Length != PairsAt + 4 * _pairs)
            throw new InvalidOperationException("The packed interactions are damaged.");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IEnumerable<Code> Surveyed => Enumerable.Range(0, _codes).Select(CodeAt);

    private int PairsAt => Start + (_codes * Letters + 3) / 4 * 4;

    /// <summary>Packs sorted facts.</summary>
    /// <exception cref="CafeMedException"><c>CM4019</c>: too many codes.</exception>
    public static byte[] Pack(IReadOnlyList<string> codes, IEnumerable<(string First, string Second, Severity Severity, Mechanism Mechanism)> facts)
    {
        if (codes.Count > 2048)
            throw SafetyFaults.TooManyCodes(codes.Count);
        var at = codes.Select((code, index) => (code, index)).ToDictionary(pair => pair.code, pair => (uint)pair.index);
        var pairs = facts.Select(fact => at[fact.First] << 20 | at[fact.Second] << 9 | (uint)fact.Severity << 6 | (uint)fact.Mechanism).Order().ToArray();
        using var bytes = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        bytes.Write("CMI1"u8);
        foreach (var value in (ReadOnlySpan<uint>)[(uint)codes.Count, (uint)pairs.Length])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
            bytes.Write(number);
        }
        foreach (var code in codes)
            bytes.Write(Encoding.ASCII.GetBytes(code));
        while (bytes.Length % 4 != 0)
            bytes.WriteByte(0);
        foreach (var pair in pairs)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, pair);
            bytes.Write(number);
        }
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public bool Knows(Code ingredient) => IndexOf(ingredient) >= 0;

    /// <inheritdoc/>
    public InteractionFact? Between(Code first, Code second)
    {
        var (a, b) = (IndexOf(first), IndexOf(second));
        if (a < 0 || b < 0 || a == b)
            return null;
        var key = (uint)Math.Min(a, b) << 11 | (uint)Math.Max(a, b);
        var (low, high) = (0, _pairs - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var pair = PairAt(middle);
            if (pair >> 9 == key)
                return new InteractionFact((Severity)(pair >> 6 & 7), (Mechanism)(pair & 63), Name, _version);
            (low, high) = pair >> 9 < key ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<(Code First, Code Second, Severity Severity)> Pairs(IReadOnlyList<Code> universe)
    {
        var all = Surveyed.ToArray();
        var asked = universe.ToHashSet();
        var wanted = Array.ConvertAll(all, asked.Contains);
        for (var i = 0; i < _pairs; i++)
        {
            var pair = PairAt(i);
            if (wanted[pair >> 20] && wanted[pair >> 9 & 2047])
                yield return (all[pair >> 20], all[pair >> 9 & 2047], (Severity)(pair >> 6 & 7));
        }
    }

    private int IndexOf(Code code)
    {
        if (code.System != CodeSystem.Atc || code.Value.Length != Letters)
            return -1;
        var (low, high) = (0, _codes - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Compare(middle, code.Value);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    private int Compare(int index, string value)
    {
        for (var i = 0; i < Letters; i++)
            if (_bytes[Start + index * Letters + i] - value[i] is not 0 and var order)
                return order;
        return 0;
    }

    private Code CodeAt(int index) => Code.Atc(Encoding.ASCII.GetString(_bytes, Start + index * Letters, Letters));

    private uint PairAt(int index) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(PairsAt + 4 * index));

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
}
