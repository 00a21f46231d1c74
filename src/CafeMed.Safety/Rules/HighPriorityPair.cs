using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Rules;

/// <summary>Objects to the fifteen pairs of classes that experts agreed should never be given together.</summary>
/// <remarks>Of a group only part of which is in a class the finding is one level lower, and names the members that are meant.</remarks>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
/// <param name="knowledge">The list.</param>
[Part("high-priority-pair",
    Source = "Phansalkar S et al., High-priority drug-drug interactions for use in electronic health records, J Am Med Inform Assoc 2012;19:735-743",
    Summary = "two proposed medications of one of the fifteen high-priority pairs of classes (ONC list)")]
public sealed class HighPriorityPair(Func<Code, string> label, SafetyKnowledge knowledge) : ISafetyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var drugs = recommendation.Codes;
        // Few drugs are on the list, so the pairs are looked for among those alone.
        var sides = knowledge.Tables.HighPriority
            .SelectMany(row => new[] { row.First, row.Second }).Distinct()
            .ToDictionary(side => side, side => drugs.Where(drug => side.Contains(drug) || side.Overlaps(drug)).ToArray());
        return from row in knowledge.Tables.HighPriority
               from first in sides[row.First]
               from second in sides[row.Second]
               where first != second && (row.First != row.Second || first < second)
               select FindingOf(row, first, second);
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];

    private Finding FindingOf(ClassPair row, Code first, Code second)
    {
        var partial = !row.First.Contains(first) || !row.Second.Contains(second);
        var severity = partial ? SeverityWords.Lower(row.Severity) : row.Severity;
        var risk = knowledge.Tables.Management.RiskOf(row.Mechanism);
        var members = partial
            ? $"; of these groups {SeverityWords.Members(label, row.First.Contains(first) ? [first] : row.First.Below(first))} with {SeverityWords.Members(label, row.Second.Contains(second) ? [second] : row.Second.Below(second))}"
            : "";
        return new Finding(
            severity,
            first < second ? [first, second] : [second, first],
            $"{SeverityWords.Called(label, first)} with {SeverityWords.Called(label, second)}: on the list of high-priority pairs ({row.Title}); {risk}{members}.")
        {
            Source = row.Citation,
            Version = "2012",
            Mechanism = row.Mechanism,
            Management = knowledge.Tables.Management.Of(row.Mechanism, severity),
            Partial = partial,
        };
    }
}
