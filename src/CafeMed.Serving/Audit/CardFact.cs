namespace CafeMed.Serving.Audit;

/// <summary>What may be counted of one card.</summary>
/// <param name="Id">The card's uuid: feedback names it.</param>
/// <param name="Severity">How loud it was, for example <c>critical</c>, <c>warning</c>, <c>info</c>.</param>
/// <param name="Rule">Name of the rule or part that raised it, for example <c>interactions</c>.</param>
public sealed record CardFact(string Id, string Severity, string Rule);
