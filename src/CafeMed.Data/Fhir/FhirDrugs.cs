using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>Medications, and what was ordered, given or taken.</summary>
internal sealed class FhirDrugs(FhirStore store, FhirConcepts concepts)
{
    /// <summary>A Medication of its own, which others refer to.</summary>
    public void Medication(JsonElement root, FhirHead head)
    {
        var codings = FhirCoding.Of(root.Get("code"));
        foreach (var code in concepts.Drug(codings).Select(code => (Code?)code).DefaultIfEmpty())
            store.Drug(head, code, FhirCoding.Shown(codings));
    }

    /// <summary>A MedicationRequest, MedicationAdministration or MedicationStatement.</summary>
    public void Given(JsonElement root, FhirHead head)
    {
        var statement = head.Type == "MedicationStatement";
        var taken = FhirTime.Parse(root.Text("effectiveDateTime") ?? root.Get("effectivePeriod").Text("start"));
        var told = FhirTime.Parse(root.Text("authoredOn") ?? root.Text("dateAsserted"));
        var encounter = root.Get("encounter").ValueKind == JsonValueKind.Object ? root.Get("encounter") : root.Get("context");
        var (codings, drug) = Drug(root);
        var fact = new FhirFact(
            statement ? CodeKind.AdmissionDrug : CodeKind.Medication,
            FhirReference.Target(root.Get("subject"), "Patient"),
            FhirReference.Target(encounter, "Encounter") ?? encounter.Text("reference"),
            told ?? taken, (told ?? taken)?.Latest, Shown: FhirCoding.Shown(codings), Drug: drug);
        var reason = Refused(root) ?? (drug is null && codings.Count == 0 ? "no drug named" : null);
        System.Collections.Immutable.ImmutableArray<Code> codes = drug is null && reason is null ? concepts.Drug(codings) : [];
        if (codes.Length == 0 && drug is null && reason is null)
            reason = FhirScript.Unmapped;
        foreach (var code in codes.Select(code => (Code?)code).DefaultIfEmpty())
            store.Fact(head with { Reason = reason }, fact, code);
    }

    private static string? Refused(JsonElement root)
    {
        if (root.Text("status") is ("entered-in-error" or "cancelled" or "draft" or "not-done" or "not-taken") and var status)
            return $"status {status}";
        if (root.Text("intent") is ("proposal" or "plan" or "option") and var intent)
            return $"intent {intent}";
        return root.Get("doNotPerform").ValueKind == JsonValueKind.True ? "an order not to give the drug" : null;
    }

    // In place, contained in the resource, or by reference.
    private static (IReadOnlyList<FhirCoding> Codings, string? Reference) Drug(JsonElement root)
    {
        if (root.Get("medicationCodeableConcept") is { ValueKind: JsonValueKind.Object } concept)
            return (FhirCoding.Of(concept), null);
        var reference = root.Get("medicationReference");
        if (reference.Text("reference") is { } text && text.StartsWith('#'))
            return (root.List("contained").Where(item => item.Text("resourceType") == "Medication" && item.Text("id") == text[1..])
                .Select(item => FhirCoding.Of(item.Get("code"))).FirstOrDefault([]), null);
        if (FhirReference.Target(reference, "Medication") is { } target)
            return (Named(reference), target);
        return (Named(reference), null);
    }

    private static FhirCoding[] Named(JsonElement reference) => reference.Text("display") is { } name ? [new(null, null, null, name)] : [];
}
