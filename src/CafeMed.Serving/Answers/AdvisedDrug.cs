namespace CafeMed.Serving.Answers;

/// <summary>A drug with its probability and the account of it.</summary>
/// <param name="Code">ATC code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Probability">Calibrated probability of being prescribed, in [0, 1]; null where training never saw the drug.</param>
/// <param name="Interval">What came of predictions like this one among patients that training did not see, with its 95 % interval; null where the model cannot say.</param>
/// <param name="AgainstLastVisit"><c>kept</c>, <c>started</c>, <c>dropped</c> or <c>none</c>.</param>
/// <param name="LogOdds">The sum of the reasons, in nats.</param>
/// <param name="Reasons">What spoke for and against it: the base rate, the strongest (12 for a proposed drug, else 3), and the rest as one.</param>
public sealed record AdvisedDrug(
    Code Code, string Name, double? Probability, Interval? Interval, string AgainstLastVisit, double LogOdds, IReadOnlyList<ReasonAnswer> Reasons)
{
    /// <summary>The miss rates of the conformal sets that hold the drug, rising; none where the model has no such sets.</summary>
    public IReadOnlyList<double> InSetsOf { get; init; } = [];
}
