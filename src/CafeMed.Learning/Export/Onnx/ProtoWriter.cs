using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CafeMed.Learning.Export.Onnx;

/// <summary>Writes messages of Protocol Buffers: as much of the format as ONNX needs.</summary>
/// <remarks>Source: protobuf.dev, Encoding. A generated reader and writer would be a package and a build step for some forty lines.</remarks>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    private enum Wire
    {
        Varint = 0,
        Length = 2,
        Four = 5,
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Whole(int field, long value)
    {
        Tag(field, Wire.Varint);
        Varint((ulong)value);
    }

    public void Number(int field, float value)
    {
        Tag(field, Wire.Four);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    public void Text(int field, string value) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Wire.Length);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    public void Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Bytes(field, inner._bytes.WrittenSpan);
    }

    /// <summary>The fields that another writer holds.</summary>
    public void Append(ProtoWriter fields) => _bytes.Write(fields._bytes.WrittenSpan);

    /// <summary>Numbers as the machine has them; little-endian is what the format wants, and what every supported machine is.</summary>
    public void Raw<T>(int field, T[] values) where T : unmanaged => Bytes(field, MemoryMarshal.AsBytes(values.AsSpan()));

    private void Tag(int field, Wire wire) => Varint((ulong)((field << 3) | (int)wire));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
