namespace CafeMed.Serving.Audit;

/// <summary>What a clinician did with a card (CDS Hooks 2.0, feedback).</summary>
public enum FeedbackOutcome
{
    /// <summary>One or more of its suggestions were taken.</summary>
    Accepted,

    /// <summary>The card was dismissed.</summary>
    Overridden,
}
