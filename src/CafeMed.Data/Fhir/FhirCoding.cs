using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>One coding of a concept.</summary>
/// <param name="System">The system, where the product knows it.</param>
/// <param name="Url">The system as the source names it.</param>
/// <param name="Code">The code, or <see langword="null"/>.</param>
/// <param name="Display">What the source calls it, or <see langword="null"/>.</param>
internal sealed record FhirCoding(CodeSystem? System, string? Url, string? Code, string? Display)
{
    /// <summary>The codings of a concept, and its text as the last of them.</summary>
    public static IReadOnlyList<FhirCoding> Of(JsonElement concept)
    {
        List<FhirCoding> codings =
        [
            .. concept.List("coding").Select(coding => new FhirCoding(FhirSystems.Find(coding.Text("system")), coding.Text("system"), coding.Text("code"), coding.Text("display"))),
        ];
        if (concept.Text("text") is { } text)
            codings.Add(new(null, null, null, text));
        return codings;
    }

    /// <summary>What a person would call it: the text, else the first display, else the first code.</summary>
    public static string? Words(IReadOnlyList<FhirCoding> codings) =>
        codings.LastOrDefault(coding => coding.Code is null && coding.Url is null)?.Display
        ?? codings.FirstOrDefault(coding => coding.Display is not null)?.Display
        ?? codings.FirstOrDefault(coding => coding.Code is not null)?.Code;

    /// <summary>How it stands among what was not mapped: system, code and name.</summary>
    public static string Shown(IReadOnlyList<FhirCoding> codings)
    {
        var coded = codings.FirstOrDefault(coding => coding.Code is not null);
        var words = Words(codings);
        return coded is null ? words ?? "no code and no text" : $"{coded.System?.Name ?? coded.Url ?? "no system"} {coded.Code}{(words is null || words == coded.Code ? "" : $" {words}")}";
    }
}
