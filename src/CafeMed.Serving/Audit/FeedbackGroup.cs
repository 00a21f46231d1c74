namespace CafeMed.Serving.Audit;

/// <summary>What became of the cards of one group.</summary>
/// <param name="Name">The service, rule, severity or week.</param>
/// <param name="Orders">Orders that were looked at; 0 where orders do not belong to such groups (rules, severities).</param>
/// <param name="Shown">Cards that were shown.</param>
/// <param name="Accepted">Cards of which a suggestion was taken.</param>
/// <param name="Overridden">Cards that were dismissed.</param>
public sealed record FeedbackGroup(string Name, long Orders, long Shown, long Accepted, long Overridden)
{
    /// <summary>Share of the answered cards that were dismissed, with Wilson's 95 % interval; <see langword="null"/> where none was answered. Cards that nobody answered are not counted as either.</summary>
    public Interval? OverrideRate => WilsonInterval.Of(Overridden, Accepted + Overridden);

    /// <summary>Cards shown per 100 orders; <see langword="null"/> without orders.</summary>
    public double? AlertsPer100Orders => Orders == 0 ? null : 100.0 * Shown / Orders;
}
