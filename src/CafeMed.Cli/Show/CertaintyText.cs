using CafeMed.Data.Names;

namespace CafeMed.Cli.Show;

/// <summary>How sure an answer is: what is printed, and what <c>--json</c> gives.</summary>
internal sealed record CertaintyText
{
    /// <summary>Of how many patients this is.</summary>
    public required int Patients { get; init; }

    /// <summary>Whether they took part in nothing else; where not, the promises are close, not exact.</summary>
    public required bool HeldApart { get; init; }

    /// <summary>The answer as a whole: expected agreement of the model's own set, codes understood, and why it would rather not answer.</summary>
    public required VisitConfidence? Answer { get; init; }

    /// <summary>The conformal set that is shown: its drugs are those with its rate among <see cref="Drug.InSetsOf"/>.</summary>
    public required ConformalBound Set { get; init; }

    /// <summary>Every drug, most probable first.</summary>
    public required IReadOnlyList<Drug> Drugs { get; init; }

    /// <summary>Puts it into words.</summary>
    public static CertaintyText Of(Recommendation recommendation, DecisionKnowledge knowledge, CodeNames names) => new()
    {
        Patients = knowledge.Patients,
        HeldApart = knowledge.HeldApart,
        Answer = recommendation.Confidence,
        Set = knowledge.Shown(),
        Drugs = [.. recommendation.Medications.Select(drug => new Drug(
            drug.Code, names.Label(drug.Code), drug.Probability, drug.Certainty?.Observed, drug.Certainty?.InSetsOf ?? [], drug.Proposed))],
    };

    /// <summary>A drug: its probability, the share that was given of predictions like it with a 95 % interval, and the miss rates of the conformal sets that hold it.</summary>
    internal sealed record Drug(Code Code, string Name, double Probability, Interval? Observed, IReadOnlyList<double> InSetsOf, bool Proposed);
}
