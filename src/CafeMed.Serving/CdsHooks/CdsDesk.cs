using System.Collections.Immutable;
using System.Text.Json;
using CafeMed.Data.Fhir;
using CafeMed.Serving.Fhir;
using CafeMed.Serving.Operations;
using CafeMed.Serving.Options;
using CafeMed.Serving.Rest;
using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Http;

namespace CafeMed.Serving.CdsHooks;

/// <summary>Takes CDS Hooks requests in: fetches what they did not bring, remembers what was shown, and passes feedback on.</summary>
internal sealed class CdsDesk(Answering answering, FhirBackend backend, ServerOptions options, ServerParts parts, ServerMeter meter)
{
    private static readonly TimeSpan s_feedback = TimeSpan.FromHours(24);
    private readonly Remembered<ImmutableHashSet<string>> _shown = new(parts.Time, TimeSpan.FromMinutes(options.Cds.RepeatMinutes));
    private readonly Remembered<string> _subjects = new(parts.Time, s_feedback);

    /// <summary>Answers a request to a service.</summary>
    public async Task AnswerAsync(HttpContext context, string id)
    {
        var service = CdsService.All.FirstOrDefault(one => one.Id == id) ?? throw new RefusedException(404, CdsFaults.NoService());
        var body = await answering.BodyAsync(context, RestEndpoints.Json).ConfigureAwait(false);
        using var input = CdsInput.Read(body, service);
        using var span = meter.Activities.StartActivity(service.Kind);
        var (model, at, scope) = (answering.Model, answering.Now, Scope(context, input));
        var (got, missing) = await FetchAsync(service, input, context.RequestAborted).ConfigureAwait(false);
        var shown = service.Id == CdsService.OrderSign ? _shown.Get(scope) ?? [] : [];
        var whole = input.Complete(got, missing, shown, options.Cds, AccessGate.BaseOf(context.Request, options));
        var answered = await model.AnswerAsync(service.Kind, whole, at, context.RequestAborted).ConfigureAwait(false);
        await answering.SendAsync(context, answered, model.Model.Hash, at).ConfigureAwait(false);
        // What was told is remembered once it was sent.
        if (service.Id == CdsService.OrderSelect && !answered.Shown.IsEmpty)
            _shown.Set(scope, before => (before ?? []).Union(answered.Shown));
        foreach (var (uuid, indicator) in answered.Cards)
        {
            _subjects.Set(uuid, _ => answered.Subject);
            meter.Card(service.Id, indicator);
        }
    }

    /// <summary>Passes feedback on to the audit.</summary>
    public async Task FeedbackAsync(HttpContext context, string id)
    {
        if (!CdsService.All.Any(one => one.Id == id))
            throw new RefusedException(404, CdsFaults.NoService());
        var body = await answering.BodyAsync(context, RestEndpoints.Json).ConfigureAwait(false);
        var entries = Feedback.Read(body, id, card => _subjects.Get(card) ?? "");
        if (parts.Audit is { } audit)
            foreach (var entry in entries)
                await audit.RecordFeedbackAsync(entry, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync("{}", context.RequestAborted).ConfigureAwait(false);
    }

    // One user's look at one patient: hookInstance is another one for each hook.
    private static string Scope(HttpContext context, CdsInput input) => string.Join('\n', AccessGate.ClientOf(context), input.Root.Text("fhirServer"),
        input.Context.Text("userId") ?? input.Root.Text("user"), CdsAnswering.IdOf(input.Patient), CdsAnswering.IdOf(input.Encounter));

    private async Task<(Dictionary<string, ReadOnlyMemory<byte>> Got, Dictionary<string, string> Missing)> FetchAsync(CdsService service, CdsInput input, CancellationToken ct)
    {
        var wanted = service.Prefetch.Keys.Where(key => input.Prefetch.Get(key).ValueKind is JsonValueKind.Undefined || input.Prefetch.Get(key).Text("resourceType") == "OperationOutcome"
            || (input.Prefetch.Get(key).ValueKind == JsonValueKind.Null && !Has(input, key))).Where(key => !Has(input, key)).ToArray();
        if (input.Root.Text("fhirServer") is not { } server)
            return ([], []);
        if (wanted.Length == 0 && (!backend.Allows(server) || Medications(input, server, []).Count == 0))
            return ([], []);
        if (!backend.Allows(server))
            return ([], wanted.ToDictionary(key => key, _ => "the FHIR server is not one that is asked"));
        if (CdsAnswering.IdOf(input.Patient) is not { Length: > 0 and <= 64 } patient || !patient.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'))
            return ([], wanted.ToDictionary(key => key, _ => "patientId is no identifier of FHIR"));
        return await backend.AskAsync(server, input.Root.Get("fhirAuthorization").Text("access_token"), wanted.ToDictionary(key => key, key => service.QueryOf(key, patient)),
            got => Medications(input, server, got), ct).ConfigureAwait(false);
    }

    // An order may name its drug by a Medication that nobody sent.
    private static Dictionary<string, string> Medications(CdsInput input, string server, IEnumerable<ReadOnlyMemory<byte>> got)
    {
        JsonDocument[] documents = [.. got.Select(body => JsonDocument.Parse(body, Json.ServingJson.Reading))];
        try
        {
            var prefetch = input.Prefetch.ValueKind == JsonValueKind.Object ? input.Prefetch.EnumerateObject().Select(property => property.Value) : [];
            return MedicationReferences.Wanted([.. prefetch, input.Context.Get("draftOrders"), .. documents.Select(document => document.RootElement)], server);
        }
        finally
        {
            Array.ForEach(documents, document => document.Dispose());
        }
    }

    // Null says that there is nothing; and a client may use keys of its own for the same resources.
    private static bool Has(CdsInput input, string key) => input.Prefetch.ValueKind == JsonValueKind.Object
        && (input.Prefetch.TryGetProperty(key, out var own) && own.ValueKind == JsonValueKind.Null
            || input.Prefetch.EnumerateObject().Any(property => property.Value.Text("resourceType") == CdsService.TypeOf(key)
                || property.Value.List("entry").Any(entry => entry.Get("resource").Text("resourceType") == CdsService.TypeOf(key)))
            || own.ValueKind == JsonValueKind.Object && own.Text("resourceType") == "Bundle");
}
