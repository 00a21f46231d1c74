namespace CafeMed.Safety.Knowledge;

/// <summary>What to do about a finding: one sentence for each mechanism and severity, in our own words.</summary>
public sealed class ManagementWords
{
    private readonly Dictionary<Mechanism, (string Risk, string Action)> _words;

    internal ManagementWords(CsvTable table)
    {
        _words = table.Rows.ToDictionary(row => row.Mechanism("mechanism"), row => (row["risk"], row["action"]));
        foreach (var mechanism in Enum.GetValues<Mechanism>())
            if (!_words.ContainsKey(mechanism))
                throw new InvalidOperationException($"{table.Name} has no row '{MechanismWords.Of(mechanism)}'.");
    }

    /// <summary>What may happen, as half a sentence.</summary>
    public string RiskOf(Mechanism mechanism) => _words[mechanism].Risk;

    /// <summary>What to do about two drugs.</summary>
    public string Of(Mechanism mechanism, Severity severity)
    {
        var (risk, action) = _words[mechanism];
        return severity switch
        {
            Severity.Contraindicated => $"Do not combine: {risk}. Choose another drug; where both were given, {action}.",
            Severity.Warning => $"Avoid: {risk}. Where nothing else will do, {action}.",
            Severity.Caution => $"Possible with care: {risk}; {action}.",
            _ => $"Keep in mind: {risk}; no measure beyond the usual care, unless the patient is frail: then {action}.",
        };
    }

    /// <summary>What to do about one drug for this patient.</summary>
    public string OfDrug(Mechanism mechanism, Severity severity)
    {
        var action = _words[mechanism].Action;
        return severity switch
        {
            Severity.Contraindicated => $"Do not give it: choose another drug; where it was given, {action}.",
            Severity.Warning => $"Avoid it; where nothing else will do, {action}.",
            Severity.Caution => $"Possible with care: {action}.",
            _ => $"Keep in mind: {action}.",
        };
    }
}
