namespace CafeMed.Data.Fhir;

/// <summary>What an Encounter says of itself.</summary>
/// <param name="Patient">Whose it is.</param>
/// <param name="Parent">The Encounter that it is part of, or <see langword="null"/>.</param>
/// <param name="Start">Start of its period.</param>
/// <param name="Stop">End of its period, or <see langword="null"/>.</param>
/// <param name="Class">Ambulatory, emergency, inpatient, …, by the code of its class.</param>
/// <param name="Type">What kind of visit, in words.</param>
/// <param name="Site">Who provides it.</param>
/// <param name="Unit">The first place it lists.</param>
internal sealed record FhirStay(
    string? Patient, string? Parent, DateTime? Start, DateTime? Stop, string? Class, string? Type, string? Site, string? Unit);
