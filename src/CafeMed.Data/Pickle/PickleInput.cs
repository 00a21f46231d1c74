using System.Buffers.Binary;
using System.Text;

namespace CafeMed.Data.Pickle;

/// <summary>The bytes of a pickle, read forwards. Whatever a length claims, nothing is taken that is not there.</summary>
internal sealed class PickleInput(ReadOnlyMemory<byte> bytes, string file)
{
    private const int LongestLine = 1 << 20;
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Position { get; private set; }

    public int Left => bytes.Length - Position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public ReadOnlySpan<byte> Take(ulong count) => count <= (ulong)Left
        ? Take((int)count)
        : throw Damaged($"{count} bytes are claimed and {Left} are left");

    public ReadOnlySpan<byte> Line()
    {
        var rest = bytes.Span[Position..];
        var end = rest[..Math.Min(rest.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0)
            throw Damaged("a line has no end");
        Position += end + 1;
        return rest[..end].TrimEnd((byte)'\r');
    }

    public string Utf8(ReadOnlySpan<byte> text)
    {
        try
        {
            return s_strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a text is not UTF-8");
        }
    }

    public CafeMedException Damaged(string why) => PickleFaults.Damaged(file, Position, why);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw Damaged("it ends too early");
        var taken = bytes.Span.Slice(Position, count);
        Position += count;
        return taken;
    }
}
