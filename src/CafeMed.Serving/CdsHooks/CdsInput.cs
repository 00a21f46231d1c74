using System.Buffers;
using System.Text.Json;
using CafeMed.Data.Fhir;
using CafeMed.Serving.Json;
using CafeMed.Serving.Options;

namespace CafeMed.Serving.CdsHooks;

/// <summary>A request of a CDS client as it is answered and written down: without its token, with what was read back, what is missing and what was shown before.</summary>
internal sealed class CdsInput : IDisposable
{
    private readonly JsonDocument _document;

    private CdsInput(JsonDocument document) => _document = document;

    public JsonElement Root => _document.RootElement;

    public string HookInstance => Root.Text("hookInstance")!;

    public JsonElement Context => Root.Get("context");

    public string Patient => Context.Text("patientId")!;

    public string? Encounter => Context.Text("encounterId");

    public JsonElement Prefetch => Root.Get("prefetch");

    /// <summary>What could not be had: the key with the reason.</summary>
    public IReadOnlyDictionary<string, string> Missing => Members("missing");

    /// <summary>Alerts that were told before.</summary>
    public IReadOnlySet<string> Shown => Root.List("shown").Select(key => key.Text() ?? "").ToHashSet(StringComparer.Ordinal);

    /// <summary>The server's address, for links.</summary>
    public string? Base => Root.Text("base");

    /// <summary>What cards were to say when the request came.</summary>
    public CdsOptions Options
    {
        get
        {
            var (said, given) = (Root.Get("options"), new CdsOptions());
            return said.ValueKind != JsonValueKind.Object ? given : given with
            {
                LeastSeverity = (Severity)said.GetProperty("leastSeverity").GetInt32(),
                MostCards = said.GetProperty("mostCards").GetInt32(),
                MostSuggestions = said.GetProperty("mostSuggestions").GetInt32(),
            };
        }
    }

    /// <summary>A setting of the PDDI-CDS guide; <see langword="null"/> where the client does not say.</summary>
    public bool? Pddi(string name) => Root.Get("extension").Get("pddi-configuration-items").Get(name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>Reads what a client sent, or what was written down.</summary>
    /// <exception cref="RefusedException">400: it is no request to <paramref name="service"/>.</exception>
    public static CdsInput Read(ReadOnlyMemory<byte> body, CdsService service)
    {
        var input = new CdsInput(RequestReading.Document(body));
        try
        {
            if (input.Root.Text("hook") is not { } hook)
                throw Bad("hook");
            if (hook != service.Hook)
                throw new RefusedException(400, CdsFaults.OtherHook(service.Id));
            if (input.Root.Text("hookInstance") is not { Length: <= 200 })
                throw Bad("hookInstance");
            if (input.Context.ValueKind != JsonValueKind.Object)
                throw Bad("context");
            if (input.Context.Text("patientId") is not { Length: <= 200 })
                throw Bad("context.patientId");
            if (input.Root.TryGetProperty("prefetch", out var prefetch) && prefetch.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                throw Bad("prefetch");
            if (service.Id != CdsService.PatientView && input.Context.Get("draftOrders").Text("resourceType") != "Bundle")
                throw Bad("context.draftOrders");
            return input;
        }
        catch (RefusedException)
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>What is written down and answered.</summary>
    /// <param name="fetched">What was read back, by key.</param>
    /// <param name="missing">What could not be had, by key.</param>
    /// <param name="shown">What was told before.</param>
    /// <param name="options">What cards say.</param>
    /// <param name="address">The server's address.</param>
    public ReadOnlyMemory<byte> Complete(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> fetched, IReadOnlyDictionary<string, string> missing, IEnumerable<string> shown, CdsOptions options, string address)
    {
        var whole = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(whole))
        {
            json.WriteStartObject();
            foreach (var name in new[] { "hook", "hookInstance", "context", "extension" })
                if (Root.TryGetProperty(name, out var value))
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }
            json.WriteStartObject("prefetch");
            if (Prefetch.ValueKind == JsonValueKind.Object)
                foreach (var property in Prefetch.EnumerateObject())
                    if (!fetched.ContainsKey(property.Name))
                        property.WriteTo(json);
            foreach (var (key, value) in fetched)
            {
                json.WritePropertyName(key);
                json.WriteRawValue(value.Span, skipInputValidation: true);
            }
            json.WriteEndObject();
            json.WriteStartObject("missing");
            foreach (var (key, why) in missing)
                json.WriteString(key, why);
            json.WriteEndObject();
            json.WriteStartArray("shown");
            foreach (var key in shown.Order(StringComparer.Ordinal))
                json.WriteStringValue(key);
            json.WriteEndArray();
            json.WriteStartObject("options");
            json.WriteNumber("leastSeverity", (int)options.LeastSeverity);
            json.WriteNumber("mostCards", options.MostCards);
            json.WriteNumber("mostSuggestions", options.MostSuggestions);
            json.WriteEndObject();
            json.WriteString("base", address);
            json.WriteEndObject();
        }
        return whole.WrittenMemory;
    }

    public void Dispose() => _document.Dispose();

    private Dictionary<string, string> Members(string name) => Root.Get(name).ValueKind != JsonValueKind.Object ? []
        : Root.Get(name).EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Text() ?? "", StringComparer.Ordinal);

    private static RefusedException Bad(string name) => new(400, CdsFaults.NoMember(name));
}
