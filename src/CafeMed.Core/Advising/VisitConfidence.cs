using System.Collections.Immutable;

namespace CafeMed;

/// <summary>How much a recommender trusts its own answer for one visit.</summary>
/// <param name="ExpectedJaccard">Expected Jaccard of the proposed set, if the probabilities hold, in [0, 1].</param>
/// <param name="Codes">Codes that were read.</param>
/// <param name="Understood">Those of them that training knows.</param>
/// <param name="Reasons">Why it would rather not answer, a sentence each; empty where it answers.</param>
public sealed record VisitConfidence(double ExpectedJaccard, int Codes, int Understood, ImmutableArray<string> Reasons)
{
    /// <summary>Whether it would rather not answer.</summary>
    public bool Abstains => !Reasons.IsEmpty;

    /// <summary>Share of codes that were understood, in [0, 1]; 0 where nothing was recorded.</summary>
    public double KnownShare => Codes == 0 ? 0 : (double)Understood / Codes;
}
