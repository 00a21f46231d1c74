using System.Collections.Immutable;

namespace CafeMed;

/// <summary>A recommendation with every objection to it, set beside the patient's last visit.</summary>
/// <param name="Patient">Identifier of the patient.</param>
/// <param name="Visit">Identifier of the visit advised on.</param>
/// <param name="Recommendation">What is proposed.</param>
/// <param name="Findings">What speaks against it, loudest first.</param>
/// <param name="Unchecked">Proposed medications about which at least one rule has no facts. Not known to be safe.</param>
/// <param name="Kept">Proposed, and given at the last visit.</param>
/// <param name="Started">Proposed, and not given at the last visit.</param>
/// <param name="Dropped">Given at the last visit, and not proposed.</param>
public sealed record Advice(
    string Patient, string Visit, Recommendation Recommendation, ImmutableArray<Finding> Findings, CodeSet Unchecked,
    CodeSet Kept, CodeSet Started, CodeSet Dropped);
