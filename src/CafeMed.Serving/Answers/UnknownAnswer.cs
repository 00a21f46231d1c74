namespace CafeMed.Serving.Answers;

/// <summary>A code that training never saw.</summary>
/// <param name="Visit">The visit that has it.</param>
/// <param name="Kind">What it says about the visit.</param>
/// <param name="Code">The code.</param>
/// <param name="Name">What it is called.</param>
public sealed record UnknownAnswer(string Visit, CodeKind Kind, Code Code, string Name);
