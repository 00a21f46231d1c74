using System.Collections.Immutable;

namespace CafeMed.Serving.Fhir;

/// <summary>A patient as read from FHIR, with what could not be read.</summary>
/// <param name="Patient">The patient, medications as ingredients (ATC level 5).</param>
/// <param name="Drugs">What the patient takes now.</param>
/// <param name="NotUnderstood">What could not be read or mapped, in words.</param>
internal sealed record FhirPatient(Patient Patient, ImmutableArray<FhirPatient.Drug> Drugs, ImmutableArray<string> NotUnderstood)
{
    /// <summary>A drug that is taken or ordered.</summary>
    /// <param name="Id">Identifier of its resource, or <see langword="null"/>.</param>
    /// <param name="Type">Type of its resource.</param>
    /// <param name="Codes">Its ingredients; none where they were not understood.</param>
    /// <param name="Shown">How the resource calls it.</param>
    internal sealed record Drug(string? Id, string Type, ImmutableArray<Code> Codes, string Shown);
}
