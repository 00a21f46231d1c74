using System.Collections.Concurrent;
using System.Collections.Immutable;
using CafeMed.Data.Names;

namespace CafeMed.Serving.Answers;

/// <summary>Puts the account of a drug into words.</summary>
internal sealed class ReasonText(CodeNames names)
{
    // Codes of reasons are those of the vocabularies: they come again and again.
    private readonly ConcurrentDictionary<Code, string> _names = new();

    private const string BaseRate = "base rate";
    private const int Width = 48;

    /// <summary>The base rate, the <paramref name="most"/> reasons that weigh most, and the rest as one; together they sum to the log odds.</summary>
    /// <param name="drug">The drug.</param>
    /// <param name="contributions">Its account.</param>
    /// <param name="most">How many are told.</param>
    /// <param name="sums">Room that the drugs of one answer share; what is in it goes.</param>
    public IReadOnlyList<ReasonAnswer> Of(Code drug, ImmutableArray<Contribution> contributions, int most, ReasonSums sums)
    {
        sums.Take(contributions);
        // One that would be the rest alone is told by its name.
        var told = sums.Count <= most + 2 ? sums.Count : most + 1;
        var reasons = new List<ReasonAnswer>(told + 1);
        while (reasons.Count < told)
        {
            var (first, amount, gated) = sums.Next();
            reasons.Add(new ReasonAnswer(About(first, drug), first.Kind, first.Code, amount, gated));
        }
        if (sums.Left() is { Count: > 0 } rest)
            reasons.Add(new ReasonAnswer($"the rest ({rest.Count} others)", null, null, rest.Amount, rest.Gated));
        return reasons;
    }

    /// <summary>A kind for people: past history, admission drug.</summary>
    public static string Of(CodeKind kind) => string.Concat(kind.ToString().Select((letter, at) => char.IsUpper(letter) ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private string Name(Code code) => _names.TryGetValue(code, out var known) ? known : _names.GetOrAdd(code, names.Trimmed(code, Width));

    private string About(Contribution part, Code drug) => part switch
    {
        { Path: ContributionPath.Base } => BaseRate,
        { Path: ContributionPath.FirstVisit } => "first visit",
        { Kind: null } => "all codes together",
        { Code: null, Kind: { } kind } => $"unknown {Of(kind)}",
        { Kind: CodeKind.Medication, Code: var code } when code == drug => "this drug given before",
        { Kind: CodeKind.Medication, Code: { } code } => $"{Name(code)} given before",
        { Kind: CodeKind.AdmissionDrug, Code: { } code } => $"{Name(code)} on admission",
        { Kind: CodeKind.PastHistory, Code: { } code } => $"history of {Name(code)}",
        { Kind: CodeKind.AdmissionDiagnosis, Code: { } code } => $"admitted for {Name(code)}",
        { Kind: CodeKind.Diagnosis or CodeKind.Procedure, Code: { } code } => NamedCode.Told(Name(code), code),
        { Kind: { } kind, Code: { } code } => $"{Of(kind)} {Name(code)}",
    };
}
