using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Rules;

/// <summary>Objects to the same ingredient under two codes, and to two ingredients of one chemical subgroup (ATC level 4).</summary>
/// <remarks>
/// Both are warnings, but for the groups of data/safety/duplicates.csv, of which two are usual (a note) or mean nothing (silent). A
/// recommendation of groups has each group once, so there it is silent.
/// </remarks>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
/// <param name="knowledge">Ingredients of each code, and groups of which two are usual.</param>
[Part("duplicate-therapy",
    Source = "ATC classification, WHO Collaborating Centre for Drug Statistics Methodology; exceptions cited by row in data/safety/duplicates.csv",
    Summary = "the same ingredient twice, or two ingredients of one chemical subgroup (ATC level 4)")]
public sealed class DuplicateTherapy(Func<Code, string> label, SafetyKnowledge knowledge) : ISafetyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var drugs = recommendation.Codes.Where(code => AtcLevel.Of(code) == 5).ToArray();
        for (var i = 0; i < drugs.Length; i++)
            for (var j = i + 1; j < drugs.Length; j++)
                if (FindingOf(drugs[i], drugs[j]) is { } finding)
                    yield return finding;
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];

    private Finding? FindingOf(Code first, Code second)
    {
        var group = AtcLevel.Truncate(first, 4);
        var sameGroup = AtcLevel.Truncate(second, 4) == group;
        var shared = knowledge.Tables.IngredientsOf(first).FirstOrDefault(knowledge.Tables.IngredientsOf(second).Contains);
        if (!sameGroup && shared is null)
            return null;
        var (left, right) = (Exception(first), Exception(second));
        if (left is { Severity: null } || right is { Severity: null })
            return null;
        // The same drug by another way is excused where one way is local; else both must be of groups that are usually doubled.
        var usual = sameGroup || left is { Local: true } || left is not null && right is not null ? left : right is { Local: true } ? right : null;
        var severity = usual?.Severity ?? Severity.Warning;
        var what = shared is not null && !sameGroup
            ? $"both hold {shared}"
            : shared is not null ? $"both are forms of {shared}" : $"both are {label(group)} ({group.Value})";
        return new Finding(severity, [first, second], $"{SeverityWords.Called(label, first)} and {SeverityWords.Called(label, second)}: {what}{(usual is null ? "" : $"; {usual.Reason}")}.")
        {
            Mechanism = Mechanism.Duplication,
            Management = knowledge.Tables.Management.Of(Mechanism.Duplication, severity),
        };
    }

    private DuplicateGroup? Exception(Code code) =>
        knowledge.Tables.Duplicates.FirstOrDefault(row => code.Value.StartsWith(row.Group.Value, StringComparison.Ordinal));
}
