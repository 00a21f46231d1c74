namespace CafeMed.Data;

/// <summary>How a drug's text was understood.</summary>
public enum DrugBasis
{
    /// <summary>Not at all.</summary>
    Unknown,

    /// <summary>By an entry of the user's own map.</summary>
    OwnMap,

    /// <summary>By the shipped table of whole strings.</summary>
    WholeText,

    /// <summary>By its words: ingredients and brands, with salt, dose, form and route set aside.</summary>
    Words,
}
