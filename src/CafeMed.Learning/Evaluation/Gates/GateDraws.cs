namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>An agreement on the data and on every resampling of patients, so that two networks can be compared draw by draw. The first number of each is the estimate; empty where there is none.</summary>
/// <param name="Correlation">Gate against R-learner slope.</param>
/// <param name="Slope">Change of the slope for a change of the gate.</param>
/// <param name="Planted">Gate against planted gate, within pairs.</param>
public sealed record GateDraws(IReadOnlyList<double> Correlation, IReadOnlyList<double> Slope, IReadOnlyList<double> Planted);
