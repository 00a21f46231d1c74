using System.Collections.Immutable;

namespace CafeMed.Serving.Audit;

/// <summary>One day of the log in numbers; nothing was decrypted for it.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Kinds">Records by kind.</param>
/// <param name="Orders">Orders that were looked at.</param>
/// <param name="Cards">Cards that were shown, by severity.</param>
/// <param name="Rules">Cards that were shown, by rule.</param>
/// <param name="Accepted">Feedback that took a suggestion.</param>
/// <param name="Overridden">Feedback that dismissed a card.</param>
public sealed record AuditDay(
    DateOnly Day,
    ImmutableSortedDictionary<string, int> Kinds,
    int Orders,
    ImmutableSortedDictionary<string, int> Cards,
    ImmutableSortedDictionary<string, int> Rules,
    int Accepted,
    int Overridden)
{
    /// <summary>Cards per 100 orders; <see langword="null"/> where no order was looked at.</summary>
    public double? AlertsPer100Orders => Orders == 0 ? null : 100.0 * Cards.Values.Sum() / Orders;

    /// <summary>Share of answered cards that were dismissed, in [0, 1]; <see langword="null"/> without feedback.</summary>
    public double? OverrideRate => Accepted + Overridden == 0 ? null : (double)Overridden / (Accepted + Overridden);
}
