using System.Text.Json;

namespace CafeMed.Serving.CdsHooks;

/// <summary>A MedicationRequest to be created: a draft, to be completed by who signs it.</summary>
internal static class OrderResource
{
    public static JsonElement Of(Code code, string name, string patient, string? encounter)
    {
        using var target = new MemoryStream();
        using (var json = new Utf8JsonWriter(target))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "MedicationRequest");
            json.WriteString("status", "draft");
            json.WriteString("intent", "order");
            json.WriteStartObject("medicationCodeableConcept");
            json.WriteStartArray("coding");
            json.WriteStartObject();
            json.WriteString("system", "http://www.whocc.no/atc");
            json.WriteString("code", code.Value);
            json.WriteString("display", name);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("text", name);
            json.WriteEndObject();
            json.WriteStartObject("subject");
            json.WriteString("reference", $"Patient/{patient}");
            json.WriteEndObject();
            if (encounter is not null)
            {
                json.WriteStartObject("encounter");
                json.WriteString("reference", $"Encounter/{encounter}");
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(target.ToArray());
        return document.RootElement.Clone();
    }
}
