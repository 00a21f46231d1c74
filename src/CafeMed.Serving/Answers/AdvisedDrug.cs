namespace CafeMed.Serving.Answers;

/// <summary>A drug with its probability and the account of it.</summary>
/// <param name="Code">ATC code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Probability">Calibrated probability of being prescribed, in [0, 1]; null where training never saw the drug.</param>
/// <param name="Interval">Its 95 % interval; null where the model has none.</param>
/// <param name="AgainstLastVisit"><c>kept</c>, <c>started</c>, <c>dropped</c> or <c>none</c>.</param>
/// <param name="LogOdds">The sum of the reasons, in nats.</param>
/// <param name="Reasons">What spoke for and against it, the base rate first and then by size.</param>
public sealed record AdvisedDrug(
    Code Code, string Name, double? Probability, Interval? Interval, string AgainstLastVisit, double LogOdds, IReadOnlyList<ReasonAnswer> Reasons);
