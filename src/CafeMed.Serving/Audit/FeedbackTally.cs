using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed.Serving.Audit;

/// <summary>Counts cards and what became of them.</summary>
internal sealed class FeedbackTally
{
    private readonly Dictionary<string, Shown> _cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeedbackFacts> _feedback = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _serviceOrders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _weekOrders = new(StringComparer.Ordinal);
    private long _replaced;
    private long _unreadable;

    public void Add(AuditRecord record)
    {
        if (record.Kind == AuditKinds.Feedback)
            Feedback(record);
        else if (AuditFacts.Parse(record.Facts) is { } facts)
            Answer(facts, WeekOf(record.At));
        else if (record.Facts is not null && record.Kind != AuditKinds.Shred)
            _unreadable++;
    }

    public FeedbackReport Report()
    {
        var answered = _feedback.Where(pair => _cards.ContainsKey(pair.Key)).ToArray();
        var overridden = answered.Where(pair => !pair.Value.Accepted).Select(pair => pair.Value).ToArray();
        return new FeedbackReport
        {
            All = Group("all", _serviceOrders.Values.Sum(), _cards),
            Services = By(card => card.Service, _serviceOrders, group => group.Name),
            Rules = By(card => card.Rule, [], null),
            Severities = By(card => card.Severity, [], null),
            Weeks = By(card => card.Week, _weekOrders, group => group.Name),
            Reasons = [.. overridden.GroupBy(facts => (System: facts.ReasonSystem ?? "", Code: facts.ReasonCode ?? ""))
                .Select(same => new OverrideReason(same.Key.System, same.Key.Code, same.Count(), WilsonInterval.Of(same.Count(), overridden.Length)!.Value))
                .OrderByDescending(reason => reason.Cards).ThenBy(reason => reason.System, StringComparer.Ordinal).ThenBy(reason => reason.Code, StringComparer.Ordinal)],
            UnknownCards = _feedback.Count - answered.Length,
            Replaced = _replaced,
            Unreadable = _unreadable,
        };
    }

    private void Feedback(AuditRecord record)
    {
        if (FeedbackFacts.Parse(record.Facts) is not { } facts)
            _unreadable++;
        else if (!_feedback.TryAdd(facts.Card, facts))
            (_feedback[facts.Card], _replaced) = (facts, _replaced + 1);
    }

    private void Answer(AuditFacts facts, string week)
    {
        _serviceOrders[facts.Service] = _serviceOrders.GetValueOrDefault(facts.Service) + facts.Orders;
        _weekOrders[week] = _weekOrders.GetValueOrDefault(week) + facts.Orders;
        foreach (var card in facts.Cards)
            _cards[card.Id] = new Shown(facts.Service, week, card.Severity, card.Rule);
    }

    private ImmutableArray<FeedbackGroup> By(Func<Shown, string> name, Dictionary<string, long> orders, Func<FeedbackGroup, string>? order)
    {
        var cards = _cards.GroupBy(card => name(card.Value)).ToDictionary(same => same.Key, same => (IReadOnlyCollection<KeyValuePair<string, Shown>>)[.. same], StringComparer.Ordinal);
        var groups = cards.Keys.Union(orders.Keys).Select(key => Group(key, orders.GetValueOrDefault(key), cards.GetValueOrDefault(key) ?? []));
        return order is not null
            ? [.. groups.OrderBy(order, StringComparer.Ordinal)]
            : [.. groups.OrderByDescending(group => group.Shown).ThenBy(group => group.Name, StringComparer.Ordinal)];
    }

    private FeedbackGroup Group(string name, long orders, IReadOnlyCollection<KeyValuePair<string, Shown>> cards)
    {
        var outcomes = cards.Select(card => _feedback.GetValueOrDefault(card.Key)).OfType<FeedbackFacts>().ToArray();
        return new FeedbackGroup(name, orders, cards.Count, outcomes.LongCount(facts => facts.Accepted), outcomes.LongCount(facts => !facts.Accepted));
    }

    private static string WeekOf(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(at.UtcDateTime):00}");

    private sealed record Shown(string Service, string Week, string Severity, string Rule);
}
