using System.Text.Json;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>The resources of one request, whatever they came in: alone, in a Bundle, or in a Bundle of a Bundle.</summary>
internal sealed class FhirRecord
{
    private const int Most = 20_000;
    private const int Depth = 3;
    private readonly Dictionary<string, List<JsonElement>> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _medications = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What came in the place of resources, in words: errors of the FHIR server, entries that are nothing.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>The resources of a type, in the order in which they came.</summary>
    public IReadOnlyList<JsonElement> Of(string type) => _byType.GetValueOrDefault(type, []);

    /// <summary>The Medication that a reference means, where it came along.</summary>
    public JsonElement? Medication(string? id) => id is not null && _medications.TryGetValue(id, out var found) ? found : null;

    /// <summary>Takes in a resource with all that is in it.</summary>
    /// <returns>Whether it is data: an OperationOutcome and nothing at all are not.</returns>
    public bool Add(JsonElement resource, string what, string? url = null, int depth = 0)
    {
        if (resource.Text("resourceType") is not { Length: < 100 } type)
        {
            Remark($"{what}: an entry is no FHIR resource");
            return false;
        }
        if (type == "OperationOutcome")
        {
            Remark($"{what}: the FHIR server answered with an error");
            return false;
        }
        if (type == "Bundle")
        {
            foreach (var entry in resource.List("entry"))
                if (depth < Depth && entry.Get("resource") is { ValueKind: JsonValueKind.Object } inner)
                    Add(inner, what, entry.Text("fullUrl"), depth + 1);
                else
                    Remark($"{what}: an entry is no FHIR resource");
            if (resource.List("link").Any(link => link.Text("relation") == "next"))
                Remark($"{what}: only the first page was there");
            return true;
        }
        if (++_count > Most)
            throw new RefusedException(422, ServingFaults.TooMany("FHIR resources", Most));
        (_byType.TryGetValue(type, out var list) ? list : _byType[type] = []).Add(resource);
        if (type == "Medication")
            foreach (var name in new[] { resource.Text("id"), url is null ? null : FhirReference.Tail(url, type) })
                if (name is not null)
                    _medications[name] = resource;
        return true;
    }

    private void Remark(string text)
    {
        if (!Remarks.Contains(text) && Remarks.Count < 50)
            Remarks.Add(text);
    }
}
