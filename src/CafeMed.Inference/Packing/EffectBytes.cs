using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed.Inference.Packing;

/// <summary>effects.bin: for each channel, row by row, five little-endian float32 per medication: log odds, its error, risk difference, its error, the share that shrinkage leaves.</summary>
internal static class EffectBytes
{
    private const int Numbers = 5;

    public static byte[] Write(CausalEffects effects)
    {
        var bytes = new byte[effects.Channels.Sum(channel => channel.Estimates.Length) * Numbers * sizeof(float)];
        var at = 0;
        foreach (var one in effects.Channels.SelectMany(channel => channel.Estimates))
            foreach (var value in (ReadOnlySpan<float>)[one.LogOdds, one.LogOddsError, one.RiskDifference, one.RiskDifferenceError, one.Kept])
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
                at += sizeof(float);
            }
        return bytes;
    }

    public static CausalEffects Read(ReadOnlySpan<byte> bytes, StoredEffects stored, Vocabularies vocabularies)
    {
        var channels = new List<EffectChannel>();
        foreach (var channel in stored.Channels)
        {
            var (rows, columns) = (vocabularies[channel.Kind], vocabularies.Medications);
            var size = rows.Count * columns.Count * Numbers * sizeof(float);
            if (channel.Support.Length != rows.Count || bytes.Length < size)
                throw new InvalidDataException($"the effects of {channel.Kind} are not as many as its codes");
            channels.Add(new(rows, columns, [.. channel.Support], Estimates(bytes[..size])) { Visits = channel.Visits, Patients = channel.Patients });
            bytes = bytes[size..];
        }
        return bytes.Length == 0
            ? new(stored.Estimator, Fingerprint.None, [.. channels]) { Track = stored.Track }
            : throw new InvalidDataException("there are more effects than codes");
    }

    private static ImmutableArray<EffectEstimate> Estimates(ReadOnlySpan<byte> bytes)
    {
        var estimates = new EffectEstimate[bytes.Length / (Numbers * sizeof(float))];
        for (var i = 0; i < estimates.Length; i++)
        {
            var one = bytes.Slice(i * Numbers * sizeof(float), Numbers * sizeof(float));
            estimates[i] = new(Number(one, 0), Number(one, 1), Number(one, 2), Number(one, 3)) { Kept = Number(one, 4) };
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(estimates);
    }

    private static float Number(ReadOnlySpan<byte> bytes, int i) => BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
}
