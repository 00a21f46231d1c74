namespace CafeMed.Data;

/// <summary>Codes of one kind that a criterion left out.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Codes">How many; a code counts once a visit.</param>
public sealed record DroppedCodes(CodeKind Kind, long Codes);
