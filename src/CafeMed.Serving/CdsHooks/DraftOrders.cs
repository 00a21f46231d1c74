using System.Collections.Immutable;
using System.Text.Json;
using CafeMed.Data.Fhir;
using CafeMed.Serving.Fhir;

namespace CafeMed.Serving.CdsHooks;

/// <summary>The draft orders of a request.</summary>
/// <param name="Drugs">Orders of drugs; without codes where the drug was not understood.</param>
/// <param name="Selected">Which of them are selected, by identifier; none where the hook has no selections.</param>
/// <param name="Unread">Entries that could not be read at all.</param>
internal sealed record DraftOrders(ImmutableArray<FhirPatient.Drug> Drugs, ImmutableHashSet<string> Selected, int Unread)
{
    private const int Most = 200;

    /// <summary>Reads them; what is odd is counted, never an error.</summary>
    public static DraftOrders Read(ServedModel model, CdsInput input)
    {
        var record = new FhirRecord();
        var drafts = input.Context.Get("draftOrders");
        record.Add(drafts, "the draft orders");
        // What a draft refers to may have come beside it, or have been read back.
        if (input.Prefetch.ValueKind == JsonValueKind.Object)
            foreach (var property in input.Prefetch.EnumerateObject())
                if (property.Value.Text("resourceType") is "Medication")
                    record.Add(property.Value, property.Name);
        var (reading, drugs, unread) = (new FhirDrugReading(model.Maps, record), ImmutableArray.CreateBuilder<FhirPatient.Drug>(), 0);
        foreach (var entry in drafts.List("entry").Take(Most))
        {
            var order = entry.Get("resource");
            if (order.ValueKind != JsonValueKind.Object || order.Text("resourceType") is not { } type)
                unread++;
            else if (type is "MedicationRequest" or "MedicationOrder" or "MedicationPrescription" && order.Get("doNotPerform").ValueKind != JsonValueKind.True
                && order.Text("status") is not ("cancelled" or "stopped" or "entered-in-error"))
            {
                var (codes, shown) = reading.Read(order);
                drugs.Add(new FhirPatient.Drug(order.Text("id") ?? (entry.Text("fullUrl") is { } url ? FhirReference.Tail(url, type) : null), type, codes, shown));
            }
        }
        unread += Math.Max(0, drafts.List("entry").Count() - Most);
        return new DraftOrders(drugs.ToImmutable(), [.. input.Context.List("selections").Select(one => CdsAnswering.IdOf(one.Text())).OfType<string>()], unread);
    }
}
