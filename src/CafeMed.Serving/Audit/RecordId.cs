using System.Security.Cryptography;

namespace CafeMed.Serving.Audit;

/// <summary>Identifiers of records: 48 bits of time and 80 of chance in Crockford's base 32, so that they sort by time and cannot be guessed.</summary>
internal static class RecordId
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string At(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = Math.Max(0, time.ToUnixTimeMilliseconds());
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        RandomNumberGenerator.Fill(bytes[6..]);
        Span<char> text = stackalloc char[26];
        var number = new UInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        for (var i = 25; i >= 0; i--, number >>= 5)
            text[i] = Digits[(int)(number & 31)];
        return new string(text);
    }
}
