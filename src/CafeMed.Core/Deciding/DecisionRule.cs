namespace CafeMed;

/// <summary>How a set is chosen from probabilities.</summary>
public enum DecisionRule
{
    /// <summary>Every medication from one probability on.</summary>
    Threshold,

    /// <summary>The most probable medications, as many as make the expected Jaccard largest for this visit.</summary>
    ExpectedJaccard,

    /// <summary>The most probable medications, as many as make the expected F1 largest for this visit.</summary>
    ExpectedF1,

    /// <summary>Every medication from a probability of its own on.</summary>
    PerDrug,
}
