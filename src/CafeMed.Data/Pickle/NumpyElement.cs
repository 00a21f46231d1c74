using System.Buffers.Binary;
using System.Numerics;

namespace CafeMed.Data.Pickle;

/// <summary>One element of a numpy array, from its bytes.</summary>
internal static class NumpyElement
{
    /// <summary>A <see cref="bool"/>, <see cref="long"/>, <see cref="BigInteger"/>, <see cref="double"/> or <see cref="Complex"/>.</summary>
    public static object Value(NumpyType type, ReadOnlySpan<byte> bytes) => type.Kind switch
    {
        'b' => bytes[0] != 0,
        'c' => Complex(type, bytes),
        'f' => Real(type, bytes),
        'u' when type.Size == 8 && Bits(type, bytes) > long.MaxValue => new BigInteger(Bits(type, bytes)),
        _ => Integer(type, bytes),
    };

    public static double Number(NumpyType type, ReadOnlySpan<byte> bytes) => type.Kind switch
    {
        'f' => Real(type, bytes),
        'u' => Bits(type, bytes),
        'b' => bytes[0] != 0 ? 1 : 0,
        _ => Integer(type, bytes),
    };

    /// <summary>Wraps an unsigned value above <see cref="long.MaxValue"/>; the caller looks for that.</summary>
    public static long Integer(NumpyType type, ReadOnlySpan<byte> bytes)
    {
        var bits = Bits(type, bytes);
        return (type.Kind, type.Size) switch
        {
            ('b', _) => bits == 0 ? 0 : 1,
            ('i', 1) => (sbyte)bits,
            ('i', 2) => (short)bits,
            ('i', 4) => (int)bits,
            _ => (long)bits,
        };
    }

    public static Complex Complex(NumpyType type, ReadOnlySpan<byte> bytes)
    {
        var half = new NumpyType('f', type.Size / 2, type.BigEndian);
        return new(Real(half, bytes[..half.Size]), Real(half, bytes[half.Size..]));
    }

    private static double Real(NumpyType type, ReadOnlySpan<byte> bytes) => type.Size switch
    {
        2 => (double)BitConverter.UInt16BitsToHalf((ushort)Bits(type, bytes)),
        4 => BitConverter.UInt32BitsToSingle((uint)Bits(type, bytes)),
        _ => BitConverter.UInt64BitsToDouble(Bits(type, bytes)),
    };

    private static ulong Bits(NumpyType type, ReadOnlySpan<byte> bytes) => (type.Size, type.BigEndian) switch
    {
        (1, _) => bytes[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };
}
