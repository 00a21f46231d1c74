namespace CafeMed.Data;

/// <summary>One file of a cohort on disk: the patients of one bucket.</summary>
/// <param name="File">The file's name in the cohort's folder.</param>
/// <param name="Patients">Patients in it.</param>
/// <param name="Visits">Visits in it.</param>
/// <param name="Digest">SHA-256 over them in their order, as <see cref="CohortDigest"/> has it.</param>
public sealed record CohortShard(string File, int Patients, int Visits, string Digest);
