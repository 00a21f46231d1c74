namespace CafeMed;

/// <summary>A code of the patient that is in no vocabulary.</summary>
/// <param name="Visit">The visit that has it.</param>
/// <param name="Kind">What it says about the visit.</param>
/// <param name="Code">The code.</param>
public sealed record UnknownCode(string Visit, CodeKind Kind, Code Code);
