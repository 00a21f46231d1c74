namespace CafeMed.Data;

/// <summary>A map that a cohort was made with.</summary>
/// <param name="Name">A shipped table's name, or the whole path of the user's file.</param>
/// <param name="Version">The edition of a shipped table; <c>own</c> for the user's.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Entries">How many pairs it has.</param>
/// <param name="Rows">Rows of the sources, counted before any is dropped, that have other codes for the user's map; <see langword="null"/> for a shipped table.</param>
public sealed record MapReceipt(string Name, string Version, string Sha256, int Entries, long? Rows);
