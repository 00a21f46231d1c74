using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Data;

/// <summary>One number for all that is in a cohort.</summary>
public static class CohortDigest
{
    /// <summary>SHA-256 over patients, visits, times and codes in their order, in hexadecimal; the cohort's name does not count.</summary>
    public static string Of(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder();
        foreach (var patient in cohort.Patients)
        {
            text.Clear().Append("P\t").Append(patient.Id).Append('\n');
            foreach (var visit in patient.Visits)
            {
                text.Append("V\t").Append(visit.Id).Append('\t').Append(Micros(visit.StartedAt)).Append('\t').Append(Micros(visit.EndedAt)).Append('\n');
                foreach (var kind in CodeKinds.All)
                    foreach (var code in visit[kind])
                        text.Append(kind).Append('\t').Append(code.System.Name).Append('\t').Append(code.Value).Append('\n');
            }
            hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A stored cohort keeps times to the microsecond.
    private static long? Micros(DateTime? time) => time?.Ticks / TimeSpan.TicksPerMicrosecond;
}
