namespace CafeMed;

/// <summary>How loud an objection is. The four levels are those of the French interaction thesaurus.</summary>
public enum Severity
{
    /// <summary>"Take into account": know of it; no particular measure.</summary>
    Note = 1,

    /// <summary>"Precaution for use": possible with monitoring or an adjusted dose.</summary>
    Caution = 2,

    /// <summary>"Not recommended": avoid, unless the benefit was weighed.</summary>
    Warning = 3,

    /// <summary>"Contraindicated": absolute.</summary>
    Contraindicated = 4,
}
