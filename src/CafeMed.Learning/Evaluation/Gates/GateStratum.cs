namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Agreement over the cells of one way to divide visits.</summary>
/// <param name="Name">What divides them.</param>
/// <param name="Cells">Pairs times strata that are thick enough.</param>
/// <param name="Correlation">Weighted correlation of gate and slope, in [-1, 1]; NaN where gates do not vary.</param>
/// <param name="Slope">Change of the slope for a change of the gate; 1 where gates say what is found.</param>
public sealed record GateStratum(string Name, int Cells, Interval Correlation, Interval Slope);
