using System.Collections.Immutable;
using CafeMed.Safety.Checking;
using CafeMed.Serving.Checks;
using CafeMed.Serving.Fhir;
using CafeMed.Serving.Options;

namespace CafeMed.Serving.CdsHooks;

/// <summary>What speaks against draft orders, as cards.</summary>
internal sealed class OrderCards(CdsOptions options, ServedModel model, CheckService checks, CdsInput input, Stamp stamp)
{
    private const int Offered = 3;
    private readonly CdsTexts _texts = new(model, input);

    /// <summary>Cards about findings, loudest first, and one about what could not be checked.</summary>
    public ImmutableArray<CdsCard> Of(DraftOrders orders, FhirPatient patient, ImmutableArray<string> missing)
    {
        // A draft may be the new version of an order that is there already.
        var drafted = orders.Drugs.Select(drug => drug.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var taken = patient.Drugs.Where(drug => drug.Id is null || !drafted.Contains(drug.Id)).ToArray();
        var drafts = orders.Drugs.SelectMany(drug => drug.Codes).ToHashSet();
        var allergies = CodeSet.From(patient.Patient.Visits.SelectMany(visit => visit[CodeKind.Allergy]));
        var diagnoses = CodeSet.From(patient.Patient.CurrentVisit[CodeKind.Diagnosis].Concat(patient.Patient.CurrentVisit[CodeKind.PastHistory]));
        // One drug ordered twice by mistake counts; that the same drug stands in two lists of the record does not.
        var drugs = orders.Drugs.SelectMany(drug => drug.Codes.Distinct()).Concat(taken.SelectMany(drug => drug.Codes).Distinct()).ToArray();
        if (drafts.Count == 0)
            return [.. NotChecked(orders, null, patient, missing)];
        var result = checks.Engine.Check(drugs, allergies, diagnoses);
        var least = input.Pddi("alert-non-serious") == false ? Severity.Warning : options.LeastSeverity;
        var about = result.Findings.Where(finding => finding.Codes.Length == 0 || finding.Codes.Any(drafts.Contains)).ToArray();
        var groups = about.Where(finding => finding.Severity >= least).GroupBy(finding => string.Join('+', finding.Codes))
            .Select(same => same.OrderByDescending(finding => finding.Severity).ToArray()).OrderByDescending(same => same[0].Severity).ToArray();
        var quiet = about.Length - groups.Sum(group => group.Length);
        return
        [
            .. groups.Take(options.MostCards).Select(same => Card(same, orders, result, allergies, diagnoses)),
            .. More(groups.Skip(options.MostCards).ToArray()),
            .. NotChecked(orders, result, patient, missing, quiet),
        ];
    }

    private CdsCard Card(Finding[] same, DraftOrders orders, CheckResult result, CodeSet allergies, CodeSet diagnoses)
    {
        var finding = same[0];
        var key = $"{finding.Rule}|{string.Join('+', finding.Codes)}|{(int)finding.Severity}";
        var suggestions = Suggestions(key, finding, orders, result, allergies, diagnoses);
        return new CdsCard(
            stamp.Of(key),
            CdsCard.Short($"{CdsTexts.Capital(SeverityWord.Means(finding.Severity))}: {string.Join(" with ", finding.Codes.Select(model.Names.Label))}{(finding.Codes.Length == 1 ? $" ({finding.Rule.Replace('-', ' ')})" : "")}"),
            CdsTexts.Finding(same, input.Pddi("show-evidence-support") != false), CdsCard.Of(finding.Severity), _texts.Source(finding))
        {
            Suggestions = suggestions.Count == 0 ? null : suggestions,
            SelectionBehavior = suggestions.Count == 0 ? null : "at-most-one",
            OverrideReasons = OverrideReasons.All,
            Rule = finding.Rule,
            Key = key,
        };
    }

    private List<CdsCard.Suggestion> Suggestions(string key, Finding finding, DraftOrders orders, CheckResult result, CodeSet allergies, CodeSet diagnoses)
    {
        var suggestions = new List<CdsCard.Suggestion>();
        foreach (var order in orders.Drugs.Where(order => order.Codes.Any(finding.Codes.Contains)).OrderByDescending(order => order.Id is not null && orders.Selected.Contains(order.Id)))
        {
            var name = CdsCard.Short(string.Join(" and ", order.Codes.Select(model.Names.Label)));
            var away = order.Id is { } id ? new CdsCard.Action("delete", $"Remove the draft order of {name}", ResourceId: $"{order.Type}/{id}") : null;
            if (away is not null)
                suggestions.Add(new($"Do not order {name}", stamp.Of($"{key}|away|{order.Id}"), [away]));
            if (finding.Severity < Severity.Warning || order.Codes.Length != 1)
                continue;
            foreach (var other in checks.Engine.Alternatives(order.Codes[0], result, allergies, diagnoses).Take(Offered))
            {
                var label = model.Names.Label(other);
                var create = new CdsCard.Action("create", $"Draft an order of {label}; dose and form are to be added", OrderResource.Of(other, label, CdsAnswering.IdOf(input.Patient)!, CdsAnswering.IdOf(input.Encounter)));
                suggestions.Add(new($"Order {label} instead of {name}", stamp.Of($"{key}|{order.Id}|{other}"), away is null ? [create] : [away, create], IsRecommended: false));
            }
        }
        return suggestions;
    }

    private IEnumerable<CdsCard> More(Finding[][] rest)
    {
        if (rest.Length > 0)
            yield return new CdsCard(stamp.Of("more"), CdsCard.Short($"{NamedCode.Count(rest.Length, "more finding")} about these orders"),
                string.Join("\n", rest.Take(30).Select(same => $"- {SeverityWord.Means(same[0].Severity)}: {Gfm.Escape(same[0].Message)}")), CdsCard.Of(rest[0][0].Severity), _texts.Own())
            { Rule = "more" };
    }

    // Nothing is said about what was not understood: that has to be said.
    private IEnumerable<CdsCard> NotChecked(DraftOrders orders, CheckResult? result, FhirPatient patient, ImmutableArray<string> missing, int quiet = 0)
    {
        var lines = new List<string>();
        var unclear = orders.Drugs.Where(drug => drug.Codes.IsEmpty).Select(drug => Gfm.Escape(drug.Shown)).ToArray();
        if (unclear.Length > 0)
            lines.Add($"- Draft orders whose drug was not understood, so nothing is said about them: {string.Join("; ", unclear.Take(20))}");
        if (orders.Unread > 0)
            lines.Add($"- {NamedCode.Count(orders.Unread, "entry", "entries")} of the draft orders could not be read.");
        if (result is { Unknown.Count: > 0 })
            lines.Add($"- No interaction facts, which is not the same as safe: {string.Join("; ", result.Unknown.Select(code => Gfm.Escape(model.Names.Label(code))))}");
        if (result is { UncheckedAllergies.Count: > 0 })
            lines.Add($"- Allergies that cannot be compared with drugs: {string.Join("; ", result.UncheckedAllergies.Select(code => Gfm.Escape(FhirDrugReading.Cut(model.Names.Label(code)))))}");
        if (patient.NotUnderstood.Length > 0)
            lines.Add($"- Not understood in the record: {string.Join("; ", patient.NotUnderstood.Take(20).Select(Gfm.Escape))}");
        if (missing.Length > 0)
            lines.Add($"- Missing, so not looked at: {string.Join("; ", missing.Select(Gfm.Escape))}");
        if (lines.Count == 0)
            yield break;
        if (quiet > 0)
            lines.Add($"- {NamedCode.Count(quiet, "finding")} of a lower level {(quiet == 1 ? "is" : "are")} not told.");
        var drafts = unclear.Length + orders.Unread;
        yield return new CdsCard(stamp.Of("unchecked"),
            drafts > 0 ? CdsCard.Short($"{NamedCode.Count(drafts, "draft order")} could not be checked") : "The check was not complete",
            string.Join("\n", lines), drafts > 0 ? "warning" : "info", _texts.Own())
        { Rule = "coverage" };
    }
}
