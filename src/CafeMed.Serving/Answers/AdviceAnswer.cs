namespace CafeMed.Serving.Answers;

/// <summary>Advice for one patient: what <c>POST /v1/recommendations</c> answers.</summary>
public sealed record AdviceAnswer
{
    /// <summary>What it is not.</summary>
    public string Notice { get; } = ServedModel.Notice;

    /// <summary>The model that answers.</summary>
    public required AnsweringModel Model { get; init; }

    /// <summary>Identifier of the patient.</summary>
    public required string Patient { get; init; }

    /// <summary>Identifier of the visit that is advised on.</summary>
    public required string Visit { get; init; }

    /// <summary>Which visit it is, from 1.</summary>
    public required int VisitNumber { get; init; }

    /// <summary>Why the model would rather say nothing, in words; null where it has enough to go by. The numbers are given all the same.</summary>
    public required string? Abstention { get; init; }

    /// <summary>Expected agreement (Jaccard) of the model's own set with what is given, in [0, 1]; null where the model cannot say, or the set is another.</summary>
    public required double? ExpectedJaccard { get; init; }

    /// <summary>How many of the patient's codes were understood.</summary>
    public required CoverageAnswer Coverage { get; init; }

    /// <summary>Diagnoses of the visit.</summary>
    public required IReadOnlyList<NamedCode> Diagnoses { get; init; }

    /// <summary>Procedures of the visit.</summary>
    public required IReadOnlyList<NamedCode> Procedures { get; init; }

    /// <summary>Allergies recorded at any visit.</summary>
    public required IReadOnlyList<NamedCode> Allergies { get; init; }

    /// <summary>Allergies that no rule can compare with drugs: not checked, not safe.</summary>
    public required IReadOnlyList<NamedCode> UncheckedAllergies { get; init; }

    /// <summary>How the proposed set was chosen, in words.</summary>
    public required string Chosen { get; init; }

    /// <summary>The proposed drugs, most probable first.</summary>
    public required IReadOnlyList<AdvisedDrug> Proposed { get; init; }

    /// <summary>Up to 25 drugs that are not proposed, most probable first.</summary>
    public required IReadOnlyList<AdvisedDrug> NotProposed { get; init; }

    /// <summary>Proposed, and given at the last visit.</summary>
    public required IReadOnlyList<NamedCode> Kept { get; init; }

    /// <summary>Proposed, and not given at the last visit.</summary>
    public required IReadOnlyList<NamedCode> Started { get; init; }

    /// <summary>Given at the last visit, and not proposed.</summary>
    public required IReadOnlyList<DroppedDrug> Dropped { get; init; }

    /// <summary>What speaks against the proposed set, loudest first.</summary>
    public required IReadOnlyList<FindingAnswer> Findings { get; init; }

    /// <summary>Proposed drugs without interaction facts: unknown, not safe.</summary>
    public required IReadOnlyList<NamedCode> Unchecked { get; init; }

    /// <summary>The proof and the cost of the set, where a safe set was asked for; else null.</summary>
    public required SafeAnswer? Safe { get; init; }
}
