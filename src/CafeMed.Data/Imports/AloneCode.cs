namespace CafeMed.Data;

/// <summary>How often one of two cohorts has a code at a visit where the other has it not.</summary>
/// <param name="Code">The kind and the code, written <c>Kind System:Value</c>.</param>
/// <param name="A">In the first alone.</param>
/// <param name="B">In the second alone.</param>
public sealed record AloneCode(string Code, long A, long B);
