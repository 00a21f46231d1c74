using System.Text.Json;

namespace CafeMed.Serving.Rest;

/// <summary>What <c>POST /v1/recommendations</c> takes: a patient, or a FHIR Bundle, with options. A bare patient is taken too, with options in the query.</summary>
public sealed record AdviceRequest
{
    /// <summary>A patient as in docs/patient-json.md.</summary>
    public JsonElement? Patient { get; init; }

    /// <summary>A FHIR R4 Bundle with one patient's resources, in place of <see cref="Patient"/>.</summary>
    public JsonElement? Fhir { get; init; }

    /// <summary>Whether the best set that the safety rules allow is wanted, with its proof. Default: no.</summary>
    public bool? Safe { get; init; }

    /// <summary>With safe: most severity-weighted burden, from 0 to 1000000. Default 20.</summary>
    public double? MaxBurden { get; init; }

    /// <summary>With safe: what is made largest, expected-jaccard or log-odds. Default expected-jaccard.</summary>
    public string? Objective { get; init; }

    /// <summary>Whether reasons say how this patient turns effects up and down. Default: no; it takes a second run of the network.</summary>
    public bool? Gates { get; init; }
}
