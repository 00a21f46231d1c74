using CafeMed.Data.Names;

namespace CafeMed.Serving.Answers;

/// <summary>Puts the account of a drug into words.</summary>
internal static class ReasonText
{
    private const string BaseRate = "base rate";
    private const int Width = 48;

    // One code may act by several ways: people are told their sum, and how much of it is the gated effect.
    public static IReadOnlyList<ReasonAnswer> Of(ScoredMedication drug, CodeNames names) =>
    [
        .. drug.Contributions
            .GroupBy(part => (Path: part.Kind is null ? part.Path : ContributionPath.Linear, part.Kind, part.Code))
            .Select(same => new ReasonAnswer(
                About(same.First(), drug.Code, names), same.Key.Kind, same.Key.Code, same.Sum(part => part.Amount),
                same.Where(part => part.Path == ContributionPath.GatedEffect).Sum(part => part.Amount)))
            .OrderBy(reason => reason.What == BaseRate ? 0 : 1)
            .ThenByDescending(reason => Math.Abs(reason.Amount)),
    ];

    /// <summary>A kind for people: past history, admission drug.</summary>
    public static string Of(CodeKind kind) => string.Concat(kind.ToString().Select((letter, at) => char.IsUpper(letter) ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static string About(Contribution part, Code drug, CodeNames names) => part switch
    {
        { Path: ContributionPath.Base } => BaseRate,
        { Path: ContributionPath.FirstVisit } => "first visit",
        { Kind: null } => "all codes together",
        { Code: null, Kind: { } kind } => $"unknown {Of(kind)}",
        { Kind: CodeKind.Medication, Code: var code } when code == drug => "this drug given before",
        { Kind: CodeKind.Medication, Code: { } code } => $"{names.Trimmed(code, Width)} given before",
        { Kind: CodeKind.AdmissionDrug, Code: { } code } => $"{names.Trimmed(code, Width)} on admission",
        { Kind: CodeKind.PastHistory, Code: { } code } => $"history of {names.Trimmed(code, Width)}",
        { Kind: CodeKind.AdmissionDiagnosis, Code: { } code } => $"admitted for {names.Trimmed(code, Width)}",
        { Kind: CodeKind.Diagnosis or CodeKind.Procedure, Code: { } code } => NamedCode.Told(names.Trimmed(code, Width), code),
        { Kind: { } kind, Code: { } code } => $"{Of(kind)} {names.Trimmed(code, Width)}",
    };
}
