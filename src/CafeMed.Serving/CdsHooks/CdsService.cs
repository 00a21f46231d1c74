using System.Collections.Immutable;
using CafeMed.Serving.Answers;

namespace CafeMed.Serving.CdsHooks;

/// <summary>A service as discovery tells of it.</summary>
/// <param name="Hook">The hook that it answers.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Id">Its identifier: the last part of its address.</param>
/// <param name="Prefetch">What it wants to be sent, by key.</param>
/// <param name="UsageRequirements">What it needs.</param>
internal sealed record CdsService(string Hook, string Title, string Description, string Id, ImmutableSortedDictionary<string, string> Prefetch, string UsageRequirements)
{
    public const string PatientView = "patient-view";
    public const string OrderSelect = "order-select";
    public const string OrderSign = "order-sign";

    private static readonly ImmutableSortedDictionary<string, string> s_ofOrders = Keys("allergies", "conditions", "medications", "statements");

    /// <summary>Every service.</summary>
    public static ImmutableArray<CdsService> All { get; } =
    [
        new(PatientView, "CafeMed: drugs for this patient",
            "Proposes drugs for the current stay out of the visit history, with reasons, what speaks against them, and what was not understood. Research decision support, not a medical device.",
            PatientView, Keys("allergies", "conditions", "encounters", "laboratory", "medications", "patient", "procedures", "statements"),
            "Conditions, or drugs that the patient takes; without both the answer is 412."),
        new(OrderSelect, "CafeMed: check of selected orders",
            "Checks draft orders against each other, current drugs, allergies and conditions. Research decision support, not a medical device.",
            OrderSelect, s_ofOrders, "Current drugs, allergies or conditions; without all of them drafts are checked against each other, and where that says nothing the answer is 412."),
        new(OrderSign, "CafeMed: check of orders before they are signed",
            "The same check when orders are signed; what was told when they were selected is not repeated. Research decision support, not a medical device.",
            OrderSign, s_ofOrders, "As for order-select."),
    ];

    /// <summary>The kind of its answers.</summary>
    public string Kind => Id switch { PatientView => AnswerKinds.PatientView, OrderSelect => AnswerKinds.OrderSelect, _ => AnswerKinds.OrderSign };

    /// <summary>The query of a key for one patient.</summary>
    public string QueryOf(string key, string patient) => Prefetch[key].Replace("{{context.patientId}}", patient, StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, string> Keys(params string[] keys) => keys.ToImmutableSortedDictionary(key => key, key => key switch
    {
        "patient" => "Patient/{{context.patientId}}",
        "encounters" => "Encounter?patient={{context.patientId}}",
        "conditions" => "Condition?patient={{context.patientId}}",
        "procedures" => "Procedure?patient={{context.patientId}}",
        "medications" => "MedicationRequest?patient={{context.patientId}}",
        "statements" => "MedicationStatement?patient={{context.patientId}}",
        "allergies" => "AllergyIntolerance?patient={{context.patientId}}",
        _ => "Observation?patient={{context.patientId}}&category=laboratory",
    }, StringComparer.Ordinal);

    /// <summary>The type of resource behind a key.</summary>
    public static string TypeOf(string key) => key switch
    {
        "patient" => "Patient", "encounters" => "Encounter", "conditions" => "Condition", "procedures" => "Procedure", "medications" => "MedicationRequest",
        "statements" => "MedicationStatement", "allergies" => "AllergyIntolerance", _ => "Observation",
    };
}
