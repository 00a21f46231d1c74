using System.Collections.Immutable;
using System.Text.Json;
using CafeMed.Data;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>Finds out which drug a resource is about. It never guesses.</summary>
internal sealed class FhirDrugReading(CodeMaps maps, FhirRecord record)
{
    private readonly FhirConcepts _concepts = new(maps);

    /// <summary>The ingredients (ATC level 5; none where they were not understood), and how the resource calls them.</summary>
    public (ImmutableArray<Code> Codes, string Shown) Read(JsonElement order)
    {
        var codings = Codings(order);
        return (_concepts.Drug(codings), Text(codings));
    }

    /// <summary>What somebody is allergic to: ingredients, else words; none where nothing is said.</summary>
    public ImmutableArray<Code> Allergy(JsonElement allergy) => _concepts.Allergy(FhirCoding.Of(allergy.Get("code")));

    /// <summary>A text that fits on a card.</summary>
    public static string Text(IReadOnlyList<FhirCoding> codings) => Cut(FhirCoding.Shown(codings));

    /// <summary>At most 120 characters of <paramref name="text"/>, in one line.</summary>
    public static string Cut(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= 120 ? line : $"{line[..(char.IsHighSurrogate(line[118]) ? 118 : 119)]}…";
    }

    private IReadOnlyList<FhirCoding> Codings(JsonElement order)
    {
        if (order.Get("medicationCodeableConcept") is { ValueKind: JsonValueKind.Object } concept)
            return FhirCoding.Of(concept);
        // R5 puts both ways under one name; some clients send it already.
        if (order.Get("medication").Get("concept") is { ValueKind: JsonValueKind.Object } later)
            return FhirCoding.Of(later);
        var reference = order.Get("medicationReference") is { ValueKind: JsonValueKind.Object } named ? named : order.Get("medication").Get("reference");
        if (reference.Text("reference") is { } text && text.StartsWith('#'))
            return order.List("contained").Where(item => item.Text("resourceType") == "Medication" && item.Text("id") == text[1..]).Select(item => FhirCoding.Of(item.Get("code"))).FirstOrDefault([]);
        if (record.Medication(FhirReference.Target(reference, "Medication")) is { } found)
            return FhirCoding.Of(found.Get("code"));
        return reference.Text("display") is { } name ? [new FhirCoding(null, null, null, name)] : [];
    }
}
