using System.Collections.Immutable;
using System.Text;
using CafeMed.Serving.Answers;
using CafeMed.Serving.Options;

namespace CafeMed.Serving.CdsHooks;

/// <summary>Advice for a patient as cards.</summary>
internal sealed class ViewCards(CdsOptions options, ServedModel model, CdsInput input, Stamp stamp)
{
    private const int MostFindings = 3;
    private readonly CdsTexts _texts = new(model, input);

    /// <summary>One card with what is proposed; one for each of the loudest findings among it.</summary>
    public ImmutableArray<CdsCard> Of(AdviceAnswer advice)
    {
        if (advice.Abstention is { } why)
            return [new CdsCard(stamp.Of("abstention"), "No advice: too little of this patient was understood", $"{Gfm.Escape(why)}\n\n{Coverage(advice)}", "info", _texts.Own()) { Rule = "abstention" }];
        return [Proposal(advice), .. advice.Findings.Where(finding => finding.Severity >= Severity.Warning).Take(MostFindings).Select(Finding)];
    }

    private CdsCard Proposal(AdviceAnswer advice)
    {
        var started = advice.Proposed.Where(drug => drug.AgainstLastVisit == "started").Take(options.MostSuggestions).ToArray();
        var suggestions = started.Select(drug => new CdsCard.Suggestion(
            CdsCard.Short($"Start {drug.Name} ({CdsTexts.Percent(drug.Probability)})"), stamp.Of($"start|{drug.Code}"),
            [new CdsCard.Action("create", $"Draft an order of {drug.Name}; product, dose and form are to be chosen",
                OrderResource.Of(drug.Code, drug.Name, CdsAnswering.IdOf(input.Patient)!, CdsAnswering.IdOf(input.Encounter)))])).ToArray();
        return new CdsCard(
            stamp.Of("proposal"),
            CdsCard.Short($"{NamedCode.Count(advice.Proposed.Count, "drug group")} proposed: {advice.Kept.Count} kept, {advice.Started.Count} started; {advice.Dropped.Count} of the last visit dropped"),
            Detail(advice), "info", _texts.Own())
        {
            Suggestions = suggestions.Length == 0 ? null : suggestions,
            SelectionBehavior = suggestions.Length == 0 ? null : "any",
            OverrideReasons = OverrideReasons.All,
            Links = input.Base is { } address ? [new CdsCard.Link("About this model", $"{address}/v1/model", "absolute")] : null,
            Rule = "recommendation",
        };
    }

    private string Detail(AdviceAnswer advice)
    {
        var text = new StringBuilder("| drug group | probability | against the last visit | what spoke most |\n|---|---|---|---|\n");
        foreach (var drug in advice.Proposed)
            text.Append(CdsTexts.Row(drug)).Append('\n');
        if (advice.Dropped.Count > 0)
            text.Append("\nDropped: ").AppendJoin("; ", advice.Dropped.Select(drug => $"{Gfm.Escape(drug.Name)} ({CdsTexts.Percent(drug.Probability)})")).Append('\n');
        if (advice.Safe is { } safe)
            text.Append("\nSet: ").Append(Gfm.Escape(safe.Proof)).Append(".\n");
        if (advice.Unchecked.Count > 0)
            text.Append("\nNo interaction facts, which is not the same as safe: ").AppendJoin("; ", advice.Unchecked.Select(code => Gfm.Escape(code.Name))).Append('\n');
        if (advice.UncheckedAllergies.Count > 0)
            text.Append("\nAllergies that cannot be compared with drugs: ").AppendJoin("; ", advice.UncheckedAllergies.Select(code => Gfm.Escape(code.Name))).Append('\n');
        if (model.Synthetic)
            text.Append("\nThis model was trained on made-up people: nothing it says is about a real patient.\n");
        return text.Append('\n').Append(Coverage(advice)).ToString();
    }

    private static string Coverage(AdviceAnswer advice)
    {
        var text = new StringBuilder("Coverage: ").Append(Gfm.Escape(advice.Coverage.Words)).Append('.');
        if (advice.Coverage.Unknown.Count > 0)
            text.Append("\n\nNever seen in training: ").AppendJoin("; ", advice.Coverage.Unknown.Take(20).Select(code => Gfm.Escape(Fhir.FhirDrugReading.Cut(NamedCode.Told(code.Name, code.Code)))));
        if (advice.Coverage.NotUnderstood.Count > 0)
            text.Append("\n\nNot understood: ").AppendJoin("; ", advice.Coverage.NotUnderstood.Take(20).Select(Gfm.Escape));
        return text.ToString();
    }

    private CdsCard Finding(FindingAnswer finding) => new(
        stamp.Of($"{finding.Rule}|{string.Join('+', finding.Codes)}"),
        CdsCard.Short($"{CdsTexts.Capital(finding.Means)} among the proposed: {string.Join(" with ", finding.Names)}"),
        $"**{Gfm.Escape(finding.Message)}**{(finding.Management.Length > 0 ? $"\n\n{Gfm.Escape(finding.Management)}" : "")}\n\nSource: {Gfm.Escape(finding.Source)}{(finding.Version.Length > 0 ? $", {Gfm.Escape(finding.Version)}" : "")}",
        CdsCard.Of(finding.Severity), _texts.Own())
    { OverrideReasons = OverrideReasons.All, Rule = finding.Rule };
}
