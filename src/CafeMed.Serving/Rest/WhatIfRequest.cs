using System.Text.Json;

namespace CafeMed.Serving.Rest;

/// <summary>What <c>POST /v1/what-if</c> takes: what advice takes, and changes to the current visit.</summary>
public sealed record WhatIfRequest
{
    /// <summary>A patient as in docs/patient-json.md.</summary>
    public JsonElement? Patient { get; init; }

    /// <summary>A FHIR R4 Bundle in place of <see cref="Patient"/>.</summary>
    public JsonElement? Fhir { get; init; }

    /// <summary>The changes, made one after the other; at most 100.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>Whether safe sets are wanted. Default: no.</summary>
    public bool? Safe { get; init; }

    /// <summary>With safe: most burden.</summary>
    public double? MaxBurden { get; init; }

    /// <summary>With safe: what is made largest.</summary>
    public string? Objective { get; init; }

    /// <summary>Whether reasons say how this patient turns effects up and down. Default: no; it takes a second run of the network.</summary>
    public bool? Gates { get; init; }

    /// <summary>One change.</summary>
    public sealed record Change
    {
        /// <summary>add-code, remove-code, add-drug, remove-drug or set-allergy.</summary>
        [System.Text.Json.Serialization.JsonPropertyName("change")]
        public required string Kind { get; init; }

        /// <summary>For add-code and remove-code: the kind of code, as patient JSON names it: diagnosis, procedure, age, ….</summary>
        [System.Text.Json.Serialization.JsonPropertyName("kind")]
        public string? CodeKind { get; init; }

        /// <summary>For add-code and remove-code: the code, System:Value.</summary>
        public string? Code { get; init; }

        /// <summary>For add-drug and remove-drug: a name, brand, ATC code, RxCUI or NDC. It is put into the set or kept out of it, whatever the model says.</summary>
        public string? Drug { get; init; }

        /// <summary>For set-allergy: a drug or a class of drugs.</summary>
        public string? Allergy { get; init; }
    }
}
