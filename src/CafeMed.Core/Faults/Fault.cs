namespace CafeMed;

/// <summary>What went wrong, in a form that a person and a program can both act on.</summary>
/// <param name="Code">Stable identifier <c>CMsnnn</c>: stage and number. Never reused; listed in docs/faults.md.</param>
/// <param name="Message">What was found, with the value and its place.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record Fault(string Code, string Message, string Hint);
