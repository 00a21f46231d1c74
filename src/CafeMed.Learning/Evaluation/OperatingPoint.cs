namespace CafeMed.Learning.Evaluation;

/// <summary>At which decision sets are measured.</summary>
public enum OperatingPoint
{
    /// <summary>Every drug with a probability of one half or more: the field's.</summary>
    Half,

    /// <summary>The recommender's own decision, chosen on validation patients.</summary>
    Tuned,

    /// <summary>One threshold at which as many drugs are proposed as were really given, as near as ties allow: what a ranking is worth when nobody may propose more than others.</summary>
    Matched,
}
