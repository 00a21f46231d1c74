using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Evaluation;

/// <summary>A fitted recommender with its decision, ready to be evaluated.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Scorer">Who scores.</param>
/// <param name="Decision">How its set is chosen; fixed on validation.</param>
public sealed record Contestant(string Name, string Summary, IScorer Scorer, Decision Decision);
