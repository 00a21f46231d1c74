namespace CafeMed.Serving.Rest;

/// <summary>A patient to try the model with; <c>GET /v1/patients/{id}</c> has the whole.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Visits">How many visits.</param>
/// <param name="Age">Age band at the last visit; null where it is not known.</param>
/// <param name="Sex">Sex as recorded; null where it is not known.</param>
/// <param name="Diagnoses">The first three diagnoses of the last visit.</param>
public sealed record PatientSummary(string Id, int Visits, string? Age, string? Sex, IReadOnlyList<NamedCode> Diagnoses);
