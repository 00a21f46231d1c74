namespace CafeMed;

/// <summary>How a set is chosen from probabilities.</summary>
public enum DecisionRule
{
    /// <summary>Every medication from one probability on.</summary>
    Threshold,

    /// <summary>The most probable medications, as many as make the expected Jaccard largest for this visit.</summary>
    ExpectedJaccard,
}
