using System.Text;
using System.Text.Json;
using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Export.Card;

namespace CafeMed.Cli.Exports;

/// <summary>The attributes of a card that a run answers.</summary>
internal static class CardRunFacts
{
    private static readonly CodeKind[] s_sensitive = [CodeKind.Age, CodeKind.Sex, CodeKind.PastHistory, CodeKind.Allergy, CodeKind.Laboratory];

    /// <summary>The answers, by key.</summary>
    public static IEnumerable<(string Key, IReadOnlyList<string> Lines)> Of(CardFacts facts)
    {
        yield return ("population", [$"Patients in hospital such as those of the cohort '{facts.Receipt.Name}'. Source: {facts.Receipt.Source}"]);
        yield return ("criteria", [.. Criteria(facts)]);
        yield return ("sensitive-inputs", [.. Inputs(facts)]);
        yield return ("demographics", [.. Demographics(facts)]);
        yield return ("risks", [.. Risks(facts)]);
        if (Measures(facts) is { Count: > 0 } measures)
            yield return ("validity-internal", measures);
        if (facts.Groups is { Count: > 0 } groups)
            yield return ("fairness-internal", [.. Gaps(groups, facts.Label)]);
    }

    private static IEnumerable<string> Criteria(CardFacts facts)
    {
        var (receipt, criteria) = (facts.Receipt, facts.Receipt.Criteria);
        yield return $"{Figures.Of(receipt.Patients, "patient")} with {Figures.Of(receipt.Visits, "visit")} were included; {Figures.Of(receipt.Repeated, "patient")} had more than one visit.";
        yield return $"A visit needs {(criteria.RequireDiagnosis ? "a diagnosis" : "no diagnosis")} and {(criteria.RequireMedication ? "a medication" : "no medication")}; a patient at least {Figures.Of(criteria.MinVisits, "visit")}; a medication at least {Figures.Of(criteria.MinMedicationPatients, "patient")}.";
        foreach (var drop in receipt.CriterionDrops)
            yield return $"{drop.Criterion}: left out {Figures.Of(drop.Patients, "patient")}, {Figures.Of(drop.Visits, "visit")}, {Figures.Of(drop.Codes, "code")}.";
        yield return $"Codes of fewer than {Figures.Of(facts.Model.Options.MinCodePatients, "training patient")} are read as UNKNOWN; medications of fewer than {Figures.Of(facts.Model.Options.MinMedicationPatients, "training patient")} are not proposed.";
        yield return $"Label: {(receipt.Label.Length > 0 ? receipt.Label : "not described")}.";
    }

    private static IEnumerable<string> Inputs(CardFacts facts)
    {
        foreach (var kind in s_sensitive)
            yield return facts.Model.Encoder.Vocabularies[kind].Count is > 0 and var count ? $"{Name(kind)}: an input, {Figures.Of(count, "value")}." : $"{Name(kind)}: not in the data.";
        yield return "Date of birth: not an input beyond the age band. Diagnoses and procedures, which are health status, are the main inputs.";
        yield return "Race, ethnicity, language, sexual orientation, gender identity, social determinants: no such inputs; diagnoses may tell of some of them.";
    }

    private static IEnumerable<string> Demographics(CardFacts facts)
    {
        if (facts.People is null)
        {
            yield return "The cohort was not at hand when this card was made, so its people could not be counted by age and sex.";
            yield break;
        }
        foreach (var (kind, groups) in facts.People)
        {
            var all = groups.Sum(group => group.Patients);
            yield return $"{Name(kind)} of the training patients at their last visit: {string.Join(", ", groups.Select(group => $"{(group.Code is { } code ? facts.Label(code) : "not recorded")} {Figures.Percent((double)group.Patients / Math.Max(1, all))}"))}.";
        }
        yield return "How that compares with the place of use is for the deployer to say (4.4).";
    }

    private static IEnumerable<string> Risks(CardFacts facts)
    {
        yield return "It may propose a medication that the patient must not have, and leave out one that is needed: every proposal needs review.";
        yield return $"Interactions are those of {facts.Model.Graph.Source}; {Figures.Of(facts.Model.Graph.Unknown.Count, "medication")} of its own are unknown to that source, which is not the same as safe.";
        yield return $"Effects ({facts.Model.Effects.Estimator}) are from observed records, and may be confounded by what was not recorded.";
        if (facts.Synthetic)
            yield return "The people are made up.";
    }

    private static List<string> Measures(CardFacts facts)
    {
        if (facts.Metrics is null)
            return [];
        using var metrics = JsonDocument.Parse(facts.Metrics);
        if (!metrics.RootElement.TryGetProperty("scores", out var scores) || !scores.TryGetProperty("rows", out var rows) || rows.GetArrayLength() == 0)
            return [];
        var lines = new List<string>();
        if (scores.TryGetProperty("patients", out var patients) && scores.TryGetProperty("visits", out var visits))
            lines.Add($"On {Figures.Of(patients.GetInt32(), "held-out patient")} with {Figures.Of(visits.GetInt32(), "visit")}, means over patients with 95 % intervals:");
        foreach (var row in rows.EnumerateArray())
            lines.Add($"{row.GetProperty("recommender").GetString()}: {string.Join("; ", row.EnumerateObject().Where(property => IsInterval(property.Value)).Select(property => $"{Spaced(property.Name)} {Numbers.Measure(ToInterval(property.Value))}"))}");
        return lines;
    }

    private static IEnumerable<string> Gaps(IReadOnlyList<CardGroup> groups, Func<Code, string> label)
    {
        foreach (var kind in groups.GroupBy(group => group.Kind))
        {
            var measured = kind.Where(group => group.Jaccard is not null).OrderBy(group => group.Jaccard!.Value.Estimate).ToArray();
            if (measured.Length == 0)
                yield return $"{Name(kind.Key)}: no group has {CardGroups.Least} held-out patients.";
            else
                yield return $"{Name(kind.Key)}: Jaccard from {Told(measured[0], label)} to {Told(measured[^1], label)}; {Figures.Of(kind.Count() - measured.Length, "group")} too small to be measured.";
        }
        yield return "All groups with sizes are in the table below.";
    }

    private static string Told(CardGroup group, Func<Code, string> label) =>
        $"{Numbers.Measure(group.Jaccard!.Value)} ({(group.Group is { } code ? label(code) : "not recorded")}, {Figures.Of(group.Patients, "patient")})";

    private static bool IsInterval(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("estimate", out var estimate) && estimate.ValueKind == JsonValueKind.Number;

    private static Interval ToInterval(JsonElement value) => new(value.GetProperty("estimate").GetDouble(), Number(value, "lower"), Number(value, "upper"));

    private static double Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.NaN;

    private static string Name(CodeKind kind)
    {
        var words = Spaced(kind.ToString());
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Spaced(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        return words.ToString();
    }
}
