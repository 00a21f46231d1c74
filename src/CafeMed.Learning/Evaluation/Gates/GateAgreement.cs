using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Whether the gates follow the patients: what a network makes of an effect in a group of held-out visits, against the slope that an R-learner finds there.</summary>
/// <param name="Pairs">Effects (code and medication) with enough visits to be looked at in parts.</param>
/// <param name="Cells">Pairs times strata that are thick enough.</param>
/// <param name="Spread">How much gates differ between the visits of one effect: root mean square of the gate over its mean, less 1. 0.1: by a tenth.</param>
/// <param name="Correlation">Weighted correlation over all cells, in [-1, 1]; NaN where there are no cells, or gates do not vary.</param>
/// <param name="Slope">Change of the slope for a change of the gate, both relative to the pair's mean: 1 where gates say what is found, 0 where they say nothing. Noise in the slopes does not pull it to 0, as it does the correlation.</param>
/// <param name="Strata">The same by what divides the visits.</param>
/// <param name="Bins">Slopes where the gates say about the same.</param>
/// <param name="Planted">Against the truth, where the people are made up and the truth is known.</param>
public sealed record GateAgreement(
    int Pairs, int Cells, double Spread, Interval Correlation, Interval Slope, ImmutableArray<GateStratum> Strata, ImmutableArray<GateBin> Bins, PlantedAgreement? Planted)
{
    /// <summary>For comparisons; not part of what is printed.</summary>
    [JsonIgnore]
    public GateDraws Draws { get; init; } = new([], [], []);
}
