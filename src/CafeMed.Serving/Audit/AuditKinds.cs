namespace CafeMed.Serving.Audit;

/// <summary>Kinds of records that the log writes by itself; all others are the server's.</summary>
public static class AuditKinds
{
    /// <summary>What became of a card: <see cref="IAuditLog.RecordFeedbackAsync"/>.</summary>
    public const string Feedback = "feedback";

    /// <summary>The key of a subject was destroyed: <see cref="AuditLog.ShredAsync"/>.</summary>
    public const string Shred = "shred";
}
