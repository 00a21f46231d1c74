using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>Turns resources into rows, one at a time.</summary>
internal sealed class FhirIntake(FhirStore store, FhirConcepts concepts, FhirRejects rejects) : IFhirSink
{
    // A hostile file can invent types; real ones are some 150.
    private const int MostTypes = 500;

    private readonly FhirDrugs _drugs = new(store, concepts);
    private readonly FhirClinical _clinical = new(store, concepts);
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>The types that are read; every other is counted alone.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "AllergyIntolerance", "Condition", "Encounter", "Medication", "MedicationAdministration", "MedicationRequest", "MedicationStatement", "Observation", "Patient", "Procedure",
    ];

    /// <summary>Resources by type.</summary>
    public IReadOnlyDictionary<string, long> Counts => _types;

    /// <summary>Where the resources come from.</summary>
    public string File { get; set; } = "";

    public void Resource(ReadOnlyMemory<byte> json, string? url, long line)
    {
        try
        {
            if (FhirJson.TypeOf(json.Span) is not { Length: > 0 and < 100 } type)
            {
                Broken(line, "it has no resourceType", json.Span);
                return;
            }
            if (!Types.Contains(type))
            {
                Count(_types.Count < MostTypes || _types.ContainsKey(type) ? type : "other types");
                return;
            }
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            Row(root, Head(root, type, url));
            Count(type);
        }
        catch (JsonException exception)
        {
            Broken(line, $"it is not JSON: {exception.Message.Split(['.', '\n'])[0]}", json.Span);
        }
        catch (InvalidOperationException)
        {
            Broken(line, "a text is not UTF-8", json.Span);
        }
    }

    public void Broken(long line, string reason, ReadOnlySpan<byte> text) => rejects.Add(File, line, reason, text);

    private void Count(string type)
    {
        _types[type] = _types.GetValueOrDefault(type) + 1;
        rejects.Read();
    }

    private FhirHead Head(JsonElement root, string type, string? url)
    {
        var id = root.Text("id");
        var tail = url is null ? null : FhirReference.Tail(url, type);
        if (tail is not null && id is not null && tail != id)
            store.Url(type, tail, id);
        return new(type, ++_number, id ?? tail, FhirTime.Parse(root.Get("meta").Text("lastUpdated"))?.Latest);
    }

    private void Row(JsonElement root, FhirHead head)
    {
        switch (head.Type)
        {
            case "Patient":
                store.Person(head, FhirTime.Parse(root.Text("birthDate"))?.Earliest, root.Text("gender"));
                break;
            case "Encounter":
                _clinical.Encounter(root, head);
                break;
            case "Condition":
                _clinical.Condition(root, head);
                break;
            case "Procedure":
                _clinical.Procedure(root, head);
                break;
            case "Observation":
                _clinical.Observation(root, head);
                break;
            case "AllergyIntolerance":
                _clinical.Allergy(root, head);
                break;
            case "Medication":
                _drugs.Medication(root, head);
                break;
            default:
                _drugs.Given(root, head);
                break;
        }
    }
}
