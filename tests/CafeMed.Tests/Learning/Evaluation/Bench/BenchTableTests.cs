using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Bench;
using CafeMed.Learning.Evaluation.Report;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CafeMed.Tests.Learning.Evaluation.Bench;

public sealed partial class BenchTableTests
{
    [Fact]
    public void A_patient_of_several_splits_counts_once_and_rates_are_pooled()
    {
        // Anna is held out twice (.2 and .6), Ben once (.8): (.4 + .8) / 2.
        var table = Of(Run("cafemed", "seed 1", ["anna", "ben"], [0.2, 0.8]), Run("cafemed", "seed 2", ["anna"], [0.6]));

        Assert.Equal(0.6, table.Rows[0].Jaccard.Estimate, 1e-12);
        Assert.Equal(2, table.Patients);
        Assert.Equal(0.25, table.Rows[0].InteractionRate.Estimate, 1e-12);
        Assert.Equal(0.5, table.GivenRate, 1e-12);
        Assert.Null(table.Rows[0].Lead);
    }

    [Fact]
    public void The_lead_is_paired_patient_by_patient_and_shown_where_it_is_steady()
    {
        var random = new Random(4);
        string[] people = [.. Enumerable.Range(0, 80).Select(n => $"p{n}")];
        double[] subject = [.. people.Select(_ => random.NextDouble())];

        var table = Of(
            Run("cafemed", "seed 1", people, subject),
            Run("ridge", "seed 1", people, [.. subject.Select(value => value - 0.01 - 0.005 * random.NextDouble())]),
            Run("popular", "seed 1", people, [.. subject.Select((value, i) => value + (i % 2 == 0 ? 0.1 : -0.1))]));

        var (ridge, popular) = (table.Rows.Single(row => row.Recommender == "ridge"), table.Rows.Single(row => row.Recommender == "popular"));
        Assert.True(ridge.Shown);
        Assert.InRange(ridge.Lead!.Value.Estimate, 0.01, 0.015);
        Assert.True(ridge.Lead.Value.Lower > 0);
        Assert.False(popular.Shown);
        Assert.Equal("cafemed", table.Rows[0].Recommender);
    }

    [Fact]
    public void A_missing_run_and_other_patients_are_refused()
    {
        var own = Run("cafemed", "seed 1", ["anna", "ben"], [0.2, 0.8]);

        Fails.With("CM3130", () => Of(own, Run("cafemed", "seed 2", ["anna"], [0.6]), Run("ridge", "seed 1", ["anna", "ben"], [0.1, 0.1])));
        Fails.With("CM3131", () => Of(own, Run("ridge", "seed 1", ["anna", "carl"], [0.1, 0.1])));
    }

    [Fact]
    public void The_page_is_whole_every_name_on_it_is_given_once_and_notes_are_told()
    {
        var table = Of(
            Run("cafemed", "seed 1", ["anna", "ben"], [0.2, 0.8]), Run("safedrug", "seed 1", ["anna", "ben"], [0.1, 0.9]) with { Note = "without <molecules>" });

        var page = BenchPage.Render(new BenchReport("Title", [("2 patients", table), ("2 more", table with { Cohort = "other" })], "seeds: 1", "machine", ["Few."]));

        var document = XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        var ids = document.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("without &lt;molecules&gt;", page, StringComparison.Ordinal);
        Assert.Equal(2, RiskTitle().Count(page) / 3);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
    }

    private static BenchTable Of(params BenchRun[] runs) => BenchTable.Of(runs, "cafemed", 1, name => new(name) { Source = "nobody", Summary = "nothing" });

    private static BenchRun Run(string recommender, string split, string[] people, double[] jaccard) => new()
    {
        Cohort = "tiny", Recommender = recommender, Split = split, Patients = [.. people], Jaccard = [.. jaccard], F1 = [.. jaccard], PrAuc = [.. jaccard], Drugs = [.. jaccard.Select(_ => 3.0)],
        Interacting = [.. people.Select((_, i) => i == 0 ? 0.5 : 0.25 * 2)], Pairs = [.. people.Select(_ => 2.0)], GivenInteracting = [.. people.Select(_ => 1.0)], GivenPairs = [.. people.Select(_ => 2.0)],
        Confidence = [.. jaccard], Reached = [.. jaccard], Reliability = [new ReliabilityBin(0.2, 0.25, 10)], Settings = [], Trials = 1, Epochs = 2, Seconds = 3,
    };

    [GeneratedRegex("Risk against coverage")]
    private static partial Regex RiskTitle();
}
