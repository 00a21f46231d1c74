namespace CafeMed.Serving.Checks;

/// <summary>What is to be checked, as people and servers write it: the body of <c>POST /v1/checks</c>.</summary>
/// <param name="Drugs">Names, brands, RxCUI, NDC or ATC codes.</param>
/// <param name="Allergies">Drugs or classes of drugs.</param>
/// <param name="Diagnoses">ICD codes.</param>
internal sealed record CheckRequest(IReadOnlyList<string> Drugs, IReadOnlyList<string>? Allergies = null, IReadOnlyList<string>? Diagnoses = null);
