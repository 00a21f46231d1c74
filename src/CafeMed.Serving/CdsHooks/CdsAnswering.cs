using System.Collections.Immutable;
using System.Text.Json;
using CafeMed.Serving.Answers;
using CafeMed.Serving.Audit;
using CafeMed.Serving.Checks;
using CafeMed.Serving.Fhir;
using CafeMed.Serving.Json;

namespace CafeMed.Serving.CdsHooks;

/// <summary>Answers CDS Hooks requests that have all that could be had. Pure: the same input and time give the same bytes.</summary>
internal sealed class CdsAnswering(ServedModel model, Advising advising, CheckService checks)
{
    private static readonly string[] s_needed = ["conditions", "medications", "statements"];

    /// <summary>Answers.</summary>
    /// <exception cref="RefusedException">400: it is no request; 412: what is needed could not be had.</exception>
    public async ValueTask<Answered> AnswerAsync(CdsService service, ReadOnlyMemory<byte> body, DateTimeOffset at, CancellationToken ct)
    {
        using var input = CdsInput.Read(body, service);
        var record = new FhirRecord();
        var missing = Take(input, service, record);
        var patient = FhirReading.Read(model, record, IdOf(input.Patient), IdOf(input.Encounter), at, lastIsCurrent: false);
        return service.Id == CdsService.PatientView
            ? await ViewAsync(service, input, body, patient, missing, ct).ConfigureAwait(false)
            : Orders(service, input, body, patient, missing);
    }

    /// <summary>The identifier, without the type that some clients write before it.</summary>
    public static string? IdOf(string? reference) => reference?[(reference.LastIndexOf('/') + 1)..];

    // A key that is there is satisfied, though it be null: the patient then has nothing of the kind. An error in its place is none.
    private static ImmutableArray<string> Take(CdsInput input, CdsService service, FhirRecord record)
    {
        var satisfied = new HashSet<string>(StringComparer.Ordinal);
        if (input.Prefetch.ValueKind == JsonValueKind.Object)
            foreach (var property in input.Prefetch.EnumerateObject())
                if (property.Value.ValueKind == JsonValueKind.Null || (property.Value.ValueKind == JsonValueKind.Object && record.Add(property.Value, Named(property.Name))))
                    satisfied.Add(property.Name);
        // What came in part is no less missing in part.
        record.Remarks.AddRange(input.Missing.Where(one => satisfied.Contains(one.Key) || MedicationReferences.IsKey(one.Key)).Select(one => $"{one.Key}: {one.Value}"));
        return
        [
            .. service.Prefetch.Keys.Where(key => !satisfied.Contains(key) && record.Of(CdsService.TypeOf(key)).Count == 0)
                .Select(key => input.Missing.TryGetValue(key, out var why) ? $"{key} ({why})" : key),
        ];
    }

    private static string Named(string key) => FhirDrugReading.Cut(key);

    private async ValueTask<Answered> ViewAsync(CdsService service, CdsInput input, ReadOnlyMemory<byte> body, FhirPatient patient, ImmutableArray<string> missing, CancellationToken ct)
    {
        if (s_needed.All(key => IsMissing(missing, key)))
            throw new RefusedException(412, CdsFaults.NothingKnown(string.Join(", ", missing)));
        var safe = new Safety.SafeSets.SafeSetOptions { Threshold = model.Decision.Threshold, KeepFrom = model.Decision.KeepFrom };
        var advice = await advising.AdviseAsync(new Question(patient.Patient) { Safe = safe, NotUnderstood = patient.NotUnderstood, Missing = missing }, ct).ConfigureAwait(false);
        var cards = new ViewCards(input.Options, model, input, new Stamp(input.HookInstance, service.Id)).Of(advice);
        return Of(service, input, body, new CdsResponse(cards, Extension(null)), orders: 0);
    }

    private Answered Orders(CdsService service, CdsInput input, ReadOnlyMemory<byte> body, FhirPatient patient, ImmutableArray<string> missing)
    {
        var orders = DraftOrders.Read(model, input);
        var cards = new OrderCards(input.Options, model, checks, input, new Stamp(input.HookInstance, service.Id));
        var all = cards.Of(orders, patient, missing);
        if (service.Prefetch.Keys.All(key => IsMissing(missing, key)) && !all.Any(card => card.Key is not null))
            throw new RefusedException(412, CdsFaults.NothingKnown(string.Join(", ", missing)));
        var repeat = service.Id == CdsService.OrderSign && input.Pddi("filter-out-repeated-alerts") != false;
        ImmutableArray<CdsCard> shown = repeat ? [.. all.Where(card => card.Key is null || !input.Shown.Contains(card.Key))] : all;
        return Of(service, input, body, new CdsResponse(shown, Extension(all.Length - shown.Length)), orders.Drugs.Length + orders.Unread);
    }

    private CdsResponse.Extensions Extension(int? already) => new(ServedModel.Notice, model.Hash, already is > 0 ? already : null);

    private static bool IsMissing(ImmutableArray<string> missing, string key) => missing.Any(one => one == key || one.StartsWith($"{key} (", StringComparison.Ordinal));

    private static Answered Of(CdsService service, CdsInput input, ReadOnlyMemory<byte> body, CdsResponse response, int orders) =>
        new(service.Kind, IdOf(input.Patient)!, body, JsonSerializer.SerializeToUtf8Bytes(response, ServingJson.Hooks))
        {
            Facts = new AuditFacts(service.Id, orders, [.. response.Cards.Select(card => new CardFact(card.Uuid, card.Indicator, card.Rule))]).ToJson(),
            Shown = [.. response.Cards.Select(card => card.Key).OfType<string>()],
            Cards = [.. response.Cards.Select(card => (card.Uuid, card.Indicator))],
        };
}
