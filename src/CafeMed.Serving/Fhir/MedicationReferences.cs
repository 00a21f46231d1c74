using System.Text.Json;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>Medications that orders refer to and that did not come along.</summary>
internal static class MedicationReferences
{
    private const int Most = 20;
    private static readonly string[] s_orders = ["MedicationRequest", "MedicationOrder", "MedicationStatement", "MedicationAdministration"];

    /// <summary>Whether a key of what is missing is one of them.</summary>
    public static bool IsKey(string key) => key.StartsWith("Medication/", StringComparison.Ordinal);

    /// <summary>What is to be read back: at most 20, each under the name it is asked for by.</summary>
    /// <param name="sources">What there is: resources and Bundles.</param>
    /// <param name="server">The FHIR server: what lies on another one is not asked for.</param>
    public static Dictionary<string, string> Wanted(IEnumerable<JsonElement> sources, string server)
    {
        var record = new FhirRecord();
        foreach (var source in sources)
            if (source.ValueKind == JsonValueKind.Object)
                record.Add(source, "");
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var order in s_orders.SelectMany(record.Of))
            if (wanted.Count < Most && Referred(order, server.TrimEnd('/')) is { } id && record.Medication(id) is null)
                wanted[$"Medication/{id}"] = $"Medication/{id}";
        return wanted;
    }

    private static string? Referred(JsonElement order, string server)
    {
        if (order.Get("medicationCodeableConcept").ValueKind == JsonValueKind.Object || order.Get("medication").Get("concept").ValueKind == JsonValueKind.Object)
            return null;
        var reference = order.Get("medicationReference") is { ValueKind: JsonValueKind.Object } named ? named : order.Get("medication").Get("reference");
        if (reference.Text("reference") is not { } text || !(IsKey(text) || text.StartsWith($"{server}/Medication/", StringComparison.Ordinal)))
            return null;
        return FhirReference.Target(reference, "Medication") is { Length: > 0 and <= 64 } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.') ? id : null;
    }
}
