namespace CafeMed.Serving.Answers;

/// <summary>Advice before and after changes to the patient, and what differs.</summary>
/// <param name="Changes">The changes as they were understood, in words.</param>
/// <param name="Before">Advice without them.</param>
/// <param name="After">Advice with them.</param>
/// <param name="Difference">What differs.</param>
public sealed record WhatIfAnswer(IReadOnlyList<string> Changes, AdviceAnswer Before, AdviceAnswer After, WhatIfAnswer.Differing Difference)
{
    /// <summary>What differs.</summary>
    /// <param name="Added">Drugs that are proposed after and not before.</param>
    /// <param name="Removed">Drugs that are proposed before and not after.</param>
    /// <param name="Appeared">Findings that are there after alone.</param>
    /// <param name="Disappeared">Findings that are there before alone.</param>
    /// <param name="Probabilities">The 20 probabilities that moved most.</param>
    public sealed record Differing(
        IReadOnlyList<NamedCode> Added, IReadOnlyList<NamedCode> Removed, IReadOnlyList<FindingAnswer> Appeared, IReadOnlyList<FindingAnswer> Disappeared,
        IReadOnlyList<Moved> Probabilities);

    /// <summary>A probability that moved.</summary>
    /// <param name="Code">ATC code.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Before">In [0, 1].</param>
    /// <param name="After">In [0, 1].</param>
    public sealed record Moved(Code Code, string Name, double Before, double After);

    internal static WhatIfAnswer Of(IReadOnlyList<string> changes, AdviceAnswer before, AdviceAnswer after)
    {
        NamedCode[] Only(AdviceAnswer here, AdviceAnswer there) =>
            [.. here.Proposed.Where(drug => !there.Proposed.Any(other => other.Code == drug.Code)).Select(drug => new NamedCode(drug.Code, drug.Name))];
        static FindingAnswer[] Found(AdviceAnswer here, AdviceAnswer there) =>
            [.. here.Findings.Where(finding => !there.Findings.Any(other => other.Rule == finding.Rule && other.Severity == finding.Severity && other.Codes.SequenceEqual(finding.Codes)))];
        var old = before.Proposed.Concat(before.NotProposed).ToDictionary(drug => drug.Code, drug => drug.Probability);
        var moved = after.Proposed.Concat(after.NotProposed)
            .Where(drug => drug.Probability is not null && old.GetValueOrDefault(drug.Code) is not null)
            .Select(drug => new Moved(drug.Code, drug.Name, old[drug.Code]!.Value, drug.Probability!.Value))
            .Where(one => Math.Abs(one.After - one.Before) > 1e-6)
            .OrderByDescending(one => Math.Abs(one.After - one.Before)).Take(20);
        return new WhatIfAnswer(changes, before, after, new Differing(Only(after, before), Only(before, after), Found(after, before), Found(before, after), [.. moved]));
    }
}
