using System.Collections.Immutable;

namespace CafeMed.Serving.Audit;

/// <summary>Counts one day.</summary>
internal sealed class DayTally
{
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _cards = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _rules = new(StringComparer.Ordinal);
    private int _orders;
    private int _accepted;
    private int _overridden;

    public void Add(AuditRecord record)
    {
        One(_kinds, record.Kind);
        if (record.Kind == AuditKinds.Feedback && FeedbackFacts.Parse(record.Facts) is { } feedback)
        {
            if (feedback.Accepted)
                _accepted++;
            else
                _overridden++;
        }
        else if (AuditFacts.Parse(record.Facts) is { } facts)
        {
            _orders += facts.Orders;
            foreach (var card in facts.Cards)
            {
                One(_cards, card.Severity);
                One(_rules, card.Rule);
            }
        }
    }

    public AuditDay Of(DateOnly day) => new(
        day, _kinds.ToImmutableSortedDictionary(StringComparer.Ordinal), _orders, _cards.ToImmutableSortedDictionary(StringComparer.Ordinal), _rules.ToImmutableSortedDictionary(StringComparer.Ordinal), _accepted, _overridden);

    private static void One(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
