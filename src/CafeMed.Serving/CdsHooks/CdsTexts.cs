using System.Text;
using CafeMed.Serving.Answers;

namespace CafeMed.Serving.CdsHooks;

/// <summary>The words of cards.</summary>
internal sealed class CdsTexts(ServedModel model, CdsInput input)
{
    private const string Topics = "urn:cafemed:rule";

    /// <summary>Us as the source.</summary>
    public CdsCard.CardSource Own() => new("CafeMed (research decision support, not a medical device)", input.Base);

    /// <summary>The source of a finding.</summary>
    public CdsCard.CardSource Source(Finding finding) => new(
        CdsCard.Short($"CafeMed: {finding.Source}{(finding.Version.Length > 0 ? $", {finding.Version}" : "")}"), input.Base,
        new CdsCard.Coding(Topics, finding.Rule, _named.GetValueOrDefault(finding.Rule, finding.Rule)));

    /// <summary>A finding in full, and what else is said of the same drugs.</summary>
    public static string Finding(Finding[] same, bool sources)
    {
        var (finding, text) = (same[0], new StringBuilder());
        text.Append("**").Append(Gfm.Escape(finding.Message)).Append("**");
        if (finding.Management.Length > 0)
            text.Append("\n\n").Append(Gfm.Escape(finding.Management));
        foreach (var other in same.Skip(1).Take(5))
            text.Append("\n\n").Append("Also (").Append(SeverityWord.Means(other.Severity)).Append("): ").Append(Gfm.Escape(other.Message));
        if (sources)
        {
            text.Append("\n\nSource: ").Append(Gfm.Escape(finding.Source)).Append(finding.Version.Length > 0 ? $", {Gfm.Escape(finding.Version)}" : "");
            if (finding.Levels.Length > 1)
                foreach (var level in finding.Levels)
                    text.Append("\n- ").Append(Gfm.Escape(level.Source)).Append(": ").Append(SeverityWord.Means(level.Severity));
        }
        return text.ToString();
    }

    /// <summary>The same with a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A drug with its probability and what spoke most for and against it.</summary>
    public static string Row(AdvisedDrug drug) =>
        $"| {Gfm.Escape(drug.Name)} ({drug.Code.Value}) | {Percent(drug.Probability)} | {drug.AgainstLastVisit} | {string.Join("; ", drug.Reasons.Skip(1).Take(2).Select(reason => $"{Gfm.Escape(reason.What)} {(reason.Amount < 0 ? "-" : "+")}{Math.Abs(reason.Amount):0.0}"))} |";

    /// <summary>A probability for people.</summary>
    public static string Percent(double? probability) => probability is { } value ? $"{100 * value:0} %" : "unknown";

    private readonly Dictionary<string, string> _named = model.Rules.Keys.Concat(["interacting-pair", "known-allergy", "duplicate-therapy", "diagnosis-conflict", "high-priority-pair", "many-drugs"]).Distinct()
        .ToDictionary(rule => rule, rule => rule.Replace('-', ' '));
}
