namespace CafeMed.Serving.Audit;

/// <summary>A reason for which cards were dismissed.</summary>
/// <param name="System">Code system; empty where none was given.</param>
/// <param name="Code">Code; empty where none was given.</param>
/// <param name="Cards">How many cards.</param>
/// <param name="Share">Its share of all dismissed cards, with Wilson's 95 % interval.</param>
public sealed record OverrideReason(string System, string Code, long Cards, Interval Share);
