namespace CafeMed.Data.Fhir;

/// <summary>What every resource has.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Number">Its place among all resources, in the order of reading.</param>
/// <param name="Id">Its identifier, or <see langword="null"/>.</param>
/// <param name="Updated">When this version of it was made, or <see langword="null"/>.</param>
/// <param name="Reason">Why it is not used, or <see langword="null"/>.</param>
internal sealed record FhirHead(string Type, long Number, string? Id, DateTime? Updated, string? Reason = null);
