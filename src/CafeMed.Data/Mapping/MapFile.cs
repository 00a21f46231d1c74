using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Data;

/// <summary>A map of the user's, which goes before the shipped ones.</summary>
/// <remarks>
/// UTF-8 CSV with the header <c>from_system,from_code,to_system,to_code</c>, or <c>drug,atc5</c> with several codes joined by <c>|</c>. Several lines with
/// the same source give several targets. Systems: <c>Name</c> (a drug's text), <c>Hicl</c>, and those of <see cref="CodeSystem.Known"/>.
/// </remarks>
public sealed class MapFile
{
    private MapFile(FileInfo file, string sha256, ImmutableArray<MapEntry> entries) => (Path, Sha256, Entries) = (file.FullName, sha256, entries);

    /// <summary>A drug as a person or a hospital writes it; case and runs of spaces do not matter.</summary>
    public static readonly CodeSystem Name = new("Name");

    /// <summary>Numbers of First Databank's ingredient lists, which eICU uses where it names no drug.</summary>
    public static readonly CodeSystem Hicl = new("Hicl");

    /// <summary>The whole path.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>How many pairs of codes it has.</summary>
    public int Count => Entries.Length;

    internal ImmutableArray<MapEntry> Entries { get; }

    /// <summary>Reads it; one bad line and nothing of it is used.</summary>
    /// <exception cref="CafeMedException"><c>CM1110</c>: there is no such file. <c>CM1111</c>: a line is malformed. <c>CM1112</c>: a code is mapped to itself. <c>CM1114</c>: it cannot be read, or is no UTF-8.</exception>
    public static MapFile Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Exists && !Directory.Exists(file.FullName))
            throw MappingFaults.MapMissing(file.FullName);
        try
        {
            var bytes = File.ReadAllBytes(file.FullName);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            return new(file, Convert.ToHexStringLower(SHA256.HashData(bytes)), [.. new MapText(file.FullName).Entries(text).Distinct()]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw MappingFaults.MapUnreadable(file.FullName, exception);
        }
    }
}
