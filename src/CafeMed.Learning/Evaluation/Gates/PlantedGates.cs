namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>What is true of a synthetic cohort: which effects differ between patients, and by how much.</summary>
/// <param name="Pairs">Code and medication of every planted effect that something modifies; medications at the level of the recommendation.</param>
/// <param name="Gate">The true multiplier of an effect, at least 0, by the visit's identifier and the pair's place in <paramref name="Pairs"/>; known for every visit, whether it has the code or not.</param>
public sealed record PlantedGates(IReadOnlyList<(Code Cause, Code Medication)> Pairs, Func<string, int, double> Gate);
