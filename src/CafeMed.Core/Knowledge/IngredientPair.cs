namespace CafeMed;

/// <summary>Two ingredients that interact.</summary>
/// <param name="First">One ingredient, ATC level 5 where the source is that fine.</param>
/// <param name="Second">The other.</param>
/// <param name="Severity">How severely.</param>
/// <param name="Share">Its share in [0, 1] of the prescribed ingredient pairs of the two groups.</param>
public sealed record IngredientPair(Code First, Code Second, Severity Severity, double Share);
