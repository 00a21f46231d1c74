namespace CafeMed.Learning.Evaluation;

/// <summary>By what held-out visits are divided.</summary>
public enum GroupKind
{
    /// <summary>First and later visits.</summary>
    Visit,

    /// <summary>The age band at the visit.</summary>
    Age,

    /// <summary>The sex as recorded.</summary>
    Sex,

    /// <summary>The hospital of the visit.</summary>
    Site,

    /// <summary>Five equal parts by how rare the visit's rarest diagnosis is in training.</summary>
    Rarity,
}
