using System.Runtime.InteropServices;
using CafeMed.Data.Names;

namespace CafeMed.Serving.Answers;

/// <summary>Puts the account of a drug into words.</summary>
internal static class ReasonText
{
    private const string BaseRate = "base rate";
    private const int Width = 48;

    /// <summary>The base rate, the <paramref name="most"/> reasons that weigh most, and the rest as one; together they sum to the log odds.</summary>
    public static IReadOnlyList<ReasonAnswer> Of(ScoredMedication drug, CodeNames names, int most)
    {
        // One code may act by several ways: people are told their sum, and how much of it is the gated effect.
        var sums = new Dictionary<(ContributionPath, CodeKind?, Code?), (Contribution First, double Amount, double Gated)>();
        foreach (var part in drug.Contributions)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (part.Kind is null ? part.Path : ContributionPath.Linear, part.Kind, part.Code), out var known);
            sum = (known ? sum.First : part, sum.Amount + part.Amount, sum.Gated + (part.Path == ContributionPath.GatedEffect ? part.Amount : 0));
        }
        var order = sums.Values.OrderBy(sum => sum.First.Path == ContributionPath.Base ? 0 : 1).ThenByDescending(sum => Math.Abs(sum.Amount)).ToArray();
        // One that would be the rest alone is told by its name.
        var told = order.Length <= most + 2 ? order.Length : most + 1;
        var reasons = order[..told].Select(sum => new ReasonAnswer(About(sum.First, drug.Code, names), sum.First.Kind, sum.First.Code, sum.Amount, sum.Gated)).ToList();
        if (told < order.Length)
            reasons.Add(new ReasonAnswer($"the rest ({order.Length - told} others)", null, null, order[told..].Sum(sum => sum.Amount), order[told..].Sum(sum => sum.Gated)));
        return reasons;
    }

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
