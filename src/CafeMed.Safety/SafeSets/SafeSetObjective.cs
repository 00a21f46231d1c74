namespace CafeMed.Safety.SafeSets;

/// <summary>What makes one set better than another.</summary>
public enum SafeSetObjective
{
    /// <summary>
    /// The expected Jaccard with what will be given, intersection and union replaced by their means:
    /// <c>sum_S p / (|S| + sum_(not S) p)</c>. The same value that a run's own decision makes largest.
    /// </summary>
    ExpectedJaccard,

    /// <summary>The sum over the set of <c>logit p - logit threshold</c>, in nats: for independent drugs, how much likelier the set is than the empty one at that threshold.</summary>
    LogOdds,
}
