using System.Globalization;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Rules;

/// <summary>Notes that ten drugs or more are proposed at once: one finding about all of them.</summary>
/// <remarks>With one more drug the finding is about one more: it is replaced by a longer one.</remarks>
/// <param name="knowledge">What to do about it.</param>
[Part("many-drugs",
    Source = "Masnoon N et al., What is polypharmacy? A systematic review of definitions, BMC Geriatrics 2017;17:230 (ten or more: excessive polypharmacy)",
    Summary = "ten drugs or more at once (polypharmacy), as a note")]
public sealed class ManyDrugs(SafetyKnowledge knowledge) : ISafetyRule
{
    /// <summary>From so many drugs on the rule speaks.</summary>
    public const int Many = 10;

    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var drugs = recommendation.Codes;
        if (drugs.Count < Many)
            return [];
        var message = string.Create(CultureInfo.InvariantCulture, $"{drugs.Count} drugs at once: with ten or more, interactions and errors are more likely.");
        return
        [
            new Finding(Severity.Note, [.. drugs], message)
            {
                Mechanism = Mechanism.DrugCount,
                Management = knowledge.Tables.Management.OfDrug(Mechanism.DrugCount, Severity.Note),
            },
        ];
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];
}
