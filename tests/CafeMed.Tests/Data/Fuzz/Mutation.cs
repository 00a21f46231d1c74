using CsCheck;

namespace CafeMed.Tests.Data.Fuzz;

/// <summary>Damages bytes as disks, editors and attackers do.</summary>
internal static class Mutation
{
    private static readonly byte[] s_telling = [0, 1, 0x7F, 0x80, 0xFF, (byte)'.', (byte)'"', (byte)'{', (byte)'[', (byte)'(', (byte)'\n', (byte)',', (byte)'R', (byte)'c', (byte)'b', 0x93, 0x8E];

    /// <summary>One of <paramref name="seeds"/> with one to eight changes.</summary>
    public static Gen<byte[]> Of(byte[][] seeds) => Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Byte).Array[1, 8])
        .Select((seed, changes) => changes.Aggregate(seeds[seed], (bytes, change) => Change(bytes, seeds, change)));

    private static byte[] Change(byte[] bytes, byte[][] seeds, (int What, double At, double Length, byte Byte) change)
    {
        if (bytes.Length == 0)
            return [change.Byte];
        var at = Math.Min((int)(change.At * bytes.Length), bytes.Length - 1);
        var end = Math.Min(bytes.Length, at + 1 + (int)(change.Length * 16));
        var other = seeds[change.Byte % seeds.Length];
        return change.What switch
        {
            0 => [.. bytes[..at], change.Byte, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], s_telling[change.Byte % s_telling.Length], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..end], .. bytes[at..]],
            4 => bytes[..at],
            _ => [.. bytes[..at], .. other.AsSpan(Math.Min(at, other.Length))],
        };
    }
}
