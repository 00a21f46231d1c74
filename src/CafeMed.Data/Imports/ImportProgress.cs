namespace CafeMed.Data;

/// <summary>How far an import is.</summary>
/// <param name="Stage">What is done: <c>Reading</c> tables, <c>Building</c> or <c>Choosing</c> buckets of patients.</param>
/// <param name="Item">The table or bucket.</param>
/// <param name="Done">How many of the stage are finished.</param>
/// <param name="Total">How many there are.</param>
public sealed record ImportProgress(string Stage, string Item, int Done, int Total);
