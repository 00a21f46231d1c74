namespace CafeMed.Serving.Answers;

/// <summary>What can be asked; each kind has a form of input of its own.</summary>
public static class AnswerKinds
{
    /// <summary>Advice for a patient: <c>{"patient": …}</c> or <c>{"fhir": …}</c>, with options.</summary>
    public const string Recommendation = "recommendation";

    /// <summary>A check of a list of drugs.</summary>
    public const string Check = "check";

    /// <summary>Advice before and after changes to the patient.</summary>
    public const string WhatIf = "what-if";

    /// <summary>CDS Hooks, patient-view: the request without its token, its prefetch completed.</summary>
    public const string PatientView = "cds-hooks/patient-view";

    /// <summary>CDS Hooks, order-select.</summary>
    public const string OrderSelect = "cds-hooks/order-select";

    /// <summary>CDS Hooks, order-sign.</summary>
    public const string OrderSign = "cds-hooks/order-sign";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> All { get; } = [Recommendation, Check, WhatIf, PatientView, OrderSelect, OrderSign];
}
