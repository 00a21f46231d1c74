namespace CafeMed.Safety.SafeSets;

/// <summary>One set of the trade-off between accuracy and interactions.</summary>
/// <param name="Set">The set.</param>
/// <param name="Value">Its value, in units of the objective.</param>
/// <param name="Burden">Its severity-weighted burden.</param>
/// <param name="Optimal">Whether it is proved to be the best with no more burden.</param>
public sealed record SafeSetPoint(CodeSet Set, double Value, double Burden, bool Optimal);
