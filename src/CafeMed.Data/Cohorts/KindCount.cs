namespace CafeMed.Data;

/// <summary>How many codes of a kind a cohort has.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Rows">Codes over all visits; a code counts once a visit.</param>
/// <param name="Distinct">Different codes.</param>
public sealed record KindCount(CodeKind Kind, long Rows, int Distinct);
