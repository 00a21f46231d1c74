namespace CafeMed.Serving.Audit;

/// <summary>What can be wrong with a chain.</summary>
public enum AuditBreak
{
    /// <summary>A record does not have the content that its hash was made of.</summary>
    Changed,

    /// <summary>A record does not follow from the one before it: one of them was replaced, moved or put in.</summary>
    Unlinked,

    /// <summary>Numbers are missing: records were taken out.</summary>
    Gap,

    /// <summary>The end is missing: an anchor or the head that was given lies beyond it.</summary>
    Cut,

    /// <summary>A signed anchor, or the head that was given, says another hash than the record has.</summary>
    Replaced,

    /// <summary>An anchor's signature is not of this log's key.</summary>
    BadSignature,

    /// <summary>An anchor is missing that the log has written: one for each 1,000 records.</summary>
    NoAnchor,

    /// <summary>A key is missing, or was destroyed without a record that says so.</summary>
    LostKey,

    /// <summary>A key was changed: what it encrypts cannot be read.</summary>
    BadKey,
}
