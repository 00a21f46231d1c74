using CafeMed.Data;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Show;

/// <summary>Who was made up, and what was planted.</summary>
internal static class SyntheticView
{
    /// <summary>Prints size and codes from the receipt, then the truth.</summary>
    public static void Show(Page page, CohortReceipt receipt, SyntheticTruth truth)
    {
        page.Heading($"Cohort {receipt.Name}");
        page.Text($"{Figures.Of(receipt.Patients, "patient")}, {Figures.Of(receipt.Visits, "visit")} ({(double)receipt.Visits / receipt.Patients:0.00} each) in {Figures.Of(receipt.Shards.Length, "shard")}");
        page.Text($"from: {receipt.Source}");
        page.Table(
            ["<codes", "per visit", "different"],
            receipt.Kinds.Where(kind => kind.Distinct > 0).Select(kind => new[] { Words.Of(kind.Kind), $"{(double)kind.Rows / receipt.Visits:0.00}", Figures.Count(kind.Distinct) }));
        Planted(page, truth);
    }

    private static void Planted(Page page, SyntheticTruth truth)
    {
        var options = truth.Options;
        page.Heading("What was planted");
        page.Line($"  {Figures.Of(truth.Effects.Length, "effect")} and {Figures.Of(truth.Contraindications.Length, "contraindication")} of codes on {Figures.Of(truth.Medications.Length, "drug group")}");
        foreach (var line in Strongest(truth))
            page.Line($"    {line}");
        page.Line($"  confounding {options.Confounding:0.##}: {Figures.Of(truth.Clusters.Length, "hidden cluster")} of diseases, {truth.Clusters[0].DiagnosisLogOdds:0.00} nats on each disease and {truth.Medications[0].ClusterLogOdds:0.00} on each drug a standard deviation");
        page.Line($"  modification {options.Modification:0.##}: {Figures.Of(truth.Effects.Count(effect => effect.Modifiers.Length > 0), "effect")} with a gate between 0 and {SyntheticEffect.LargestGate:0}");
        page.Line($"  {Figures.Of(truth.Sites.Length, "hospital")}, variation {options.SiteVariation:0.##}: {Ranges(truth)}");
        page.Line($"  drift {options.Drift:0.##}: up to {truth.Medications.Max(drug => Math.Abs(drug.DriftLogOdds)):0.00} nats on a drug and {truth.Diseases.Max(disease => Math.Abs(disease.DriftLogOdds)):0.00} on a disease from the calendar's middle to its end");
        page.Heading("What can be reached");
        page.Line($"  Jaccard {truth.Oracle.RecordedJaccard:0.000} from what is recorded, by a rule that knows the model; {truth.Oracle.Jaccard:0.000} knowing what is hidden too; {truth.Oracle.JaccardWithoutModifiers:0.000} if every effect were the same for all");
        page.Line($"  measured on {Figures.Of(truth.Oracle.Visits, "visit")}");
    }

    private static IEnumerable<string> Strongest(SyntheticTruth truth) => truth.Effects
        .Where(effect => effect.Cause.System == CodeSystem.Icd10Cm)
        .GroupBy(effect => effect.Medication).Select(same => same.MaxBy(effect => effect.RiskDifference)!)
        .OrderByDescending(effect => effect.RiskDifference).ThenBy(effect => effect.Medication).Take(3)
        .Select(effect => $"{SyntheticCohort.Names[effect.Cause]} ({effect.Cause.Value}) -> {SyntheticCohort.Names[effect.Medication]} ({effect.Medication.Value}): log odds {effect.LogOdds:0.00}, risk difference {effect.RiskDifference:0.000}");

    private static string Ranges(SyntheticTruth truth)
    {
        var sites = truth.Sites;
        return $"drugs missing {Range(site => site.MissingLabels)}, spurious {Range(site => site.SpuriousLabels)}, codes missing {Range(site => site.MissingCodes)}";
        string Range(Func<SyntheticSite, double> rate) => $"{100 * sites.Min(rate):0.0} to {100 * sites.Max(rate):0.0} %";
    }
}
