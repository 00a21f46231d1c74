using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Selective;

/// <summary>What a model stores about its decisions, and what came of it on held-out patients.</summary>
/// <param name="Decision">How sets are chosen.</param>
/// <param name="Certainty">What is promised, and on whom it was measured.</param>
/// <param name="Patients">Held-out patients looked at.</param>
/// <param name="Visits">Their visits.</param>
/// <param name="Sets">The conformal sets there.</param>
/// <param name="Answered">Share of visits that the model would answer, in [0, 1].</param>
/// <param name="Risk">Mean risk, 1 - Jaccard, of those with its 95 % interval over patients; no numbers where none is answered.</param>
/// <param name="Curve">Risk against coverage.</param>
public sealed record DecisionReview(
    Decision Decision, DecisionKnowledge Certainty, int Patients, int Visits, ImmutableArray<ConformalCheck> Sets, double Answered, Interval Risk, RiskCoverage Curve);
