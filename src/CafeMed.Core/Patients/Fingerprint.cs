using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed;

/// <summary>Which patients took part in fitting something, so that an evaluation can refuse to test on them.</summary>
/// <remarks>Holds the first 8 bytes of each identifier's SHA-256, sorted: enough to tell an overlap, not to read an identifier. Identifiers from a short list can be guessed; treat a run folder like the cohort it came from.</remarks>
public sealed class Fingerprint
{
    private readonly ImmutableArray<ulong> _people;

    /// <summary>Restores a fingerprint that was saved.</summary>
    public Fingerprint(ImmutableArray<ulong> people) => _people = people.Sort();

    /// <summary>No patient.</summary>
    public static Fingerprint None { get; } = new([]);

    /// <summary>One number per patient, ascending.</summary>
    public ImmutableArray<ulong> People => _people;

    /// <summary>SHA-256 over all of them, in hexadecimal: equal for the same patients in any order.</summary>
    public string Digest
    {
        get
        {
            var bytes = new byte[_people.Length * sizeof(ulong)];
            for (var i = 0; i < _people.Length; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), _people[i]);
            return Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
    }

    /// <summary>The fingerprint of <paramref name="patients"/>.</summary>
    public static Fingerprint Of(IEnumerable<Patient> patients) => new([.. patients.Select(patient => Number(patient.Id))]);

    /// <summary>The fingerprint of patients that pass by one after another, once.</summary>
    /// <param name="patients">The patients.</param>
    /// <param name="take">Is handed each of them.</param>
    public static Fingerprint Among(IEnumerable<Patient> patients, Action<Patient> take)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(take);
        var people = new List<ulong>();
        foreach (var patient in patients)
        {
            people.Add(Number(patient.Id));
            take(patient);
        }
        return new([.. people]);
    }

    /// <summary>How many of <paramref name="patients"/> took part.</summary>
    public int Overlap(IEnumerable<Patient> patients) => patients.Count(patient => _people.BinarySearch(Number(patient.Id)) >= 0);

    /// <summary>Does nothing where none of <paramref name="patients"/> took part.</summary>
    /// <param name="knowledge">What was fitted, for the message: "vocabularies", "causal effects", ….</param>
    /// <param name="patients">Those to be evaluated.</param>
    /// <exception cref="CafeMedException"><c>CM2008</c>: some took part.</exception>
    public void Refuse(string knowledge, IReadOnlyCollection<Patient> patients)
    {
        if (Overlap(patients) is > 0 and var shared)
            throw Faults.LeakedPatients(knowledge, shared, patients.Count);
    }

    /// <summary>The first 8 bytes of a text's SHA-256, as a number: the same on every machine.</summary>
    public static ulong Number(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
