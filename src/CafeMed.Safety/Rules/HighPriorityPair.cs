using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<Code, DrugClass[]> _classes = new();

    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var drugs = recommendation.Codes;
        // Few drugs are on the list, so the pairs are looked for among those alone.
        var listed = drugs.Select(drug => (Drug: drug, In: ClassesOf(drug))).Where(one => one.In.Length > 0).ToArray();
        return listed.Length < 2 ? [] : Pairs(listed);
    }

    private IEnumerable<Finding> Pairs((Code Drug, DrugClass[] In)[] listed) =>
        from row in knowledge.Tables.HighPriority
        from first in listed
        where first.In.Contains(row.First, ReferenceEqualityComparer.Instance)
        from second in listed
        where second.In.Contains(row.Second, ReferenceEqualityComparer.Instance) && first.Drug != second.Drug && (row.First != row.Second || first.Drug < second.Drug)
        select FindingOf(row, first.Drug, second.Drug);

    // What is proposed are the same few hundred codes again and again.
    private DrugClass[] ClassesOf(Code drug) => _classes.TryGetValue(drug, out var known) ? known
        : AtcLevel.Of(drug) == 0 ? []
        : _classes.GetOrAdd(drug, [.. knowledge.Tables.HighPriority.SelectMany(row => new[] { row.First, row.Second }).Where(side => side.Contains(drug) || side.Overlaps(drug)).Distinct(ReferenceEqualityComparer.Instance).Cast<DrugClass>()]);

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
