namespace CafeMed.Data.Fhir;

/// <summary>What a resource says of a patient.</summary>
/// <param name="Kind">What its code says about a visit.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="Encounter">The encounter it names, or <see langword="null"/>.</param>
/// <param name="When">When it was, or <see langword="null"/>.</param>
/// <param name="Known">When it became known, or <see langword="null"/>.</param>
/// <param name="Lasting">Whether it holds for later visits too: an active condition, an allergy.</param>
/// <param name="Shown">How it stands among what was not mapped.</param>
/// <param name="Drug">The Medication it refers to, or <see langword="null"/>.</param>
internal sealed record FhirFact(
    CodeKind Kind, string? Patient, string? Encounter, FhirTime? When, DateTime? Known, bool Lasting = false, string? Shown = null, string? Drug = null);
