using System.Collections.Immutable;
using System.Xml.Linq;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Tests.Learning.Evaluation.Ablation;

public sealed class AblationTableTests
{
    private static readonly (string, string)[] Variants = [("full", "all of it"), ("gate=static", "less"), ("charm=off", "the same")];

    [Fact]
    public void Differences_are_taken_patient_by_patient_and_pooled_over_seeds()
    {
        var table = AblationTable.Of(Variants, Runs(), 7);

        var (full, less) = (table.Rows[0], table.Rows[1]);
        Assert.Equal((3, 2), (table.Rows.Length, less.Seeds));
        Assert.Equal(150, table.Patients);
        Assert.Null(full.Jaccard.Difference);
        // Everybody loses exactly 0.02, so the difference has no spread although the values have.
        Assert.Equal(-0.02, less.Jaccard.Difference!.Value.Estimate, 1e-9);
        Assert.Equal(0, less.Jaccard.Difference.Value.Upper - less.Jaccard.Difference.Value.Lower, 1e-9);
        Assert.True(full.Jaccard.Value.Upper - full.Jaccard.Value.Lower > 0.01);
        Assert.True(less.Jaccard.Shown);
        Assert.Equal(0, table.Rows[2].Jaccard.Difference!.Value.Estimate, 1e-12);
        Assert.False(table.Rows[2].Jaccard.Shown);
    }

    [Fact]
    public void A_patient_held_out_with_two_seeds_counts_once()
    {
        var runs = Runs();
        var first = runs.Single(run => run.Variant == "full" && run.Seed == 1);
        var both = runs.Where(run => run.Variant == "full").SelectMany(run => run.Patients.Zip(run.Jaccard)).GroupBy(one => one.First);

        var table = AblationTable.Of(Variants, runs, 7);

        Assert.Equal(100, first.Patients.Length);
        Assert.Equal(both.Average(person => person.Average(one => one.Second)), table.Rows[0].Jaccard.Value.Estimate, 1e-12);
    }

    [Fact]
    public void The_interaction_rate_is_a_rate_of_pairs_and_not_a_mean_over_patients()
    {
        var runs = Runs().Select(run => run with { Interacting = [.. run.Interacting.Select((_, i) => i == 0 ? 10.0 : 0)], Pairs = [.. run.Pairs.Select((_, i) => i == 0 ? 20.0 : 1)] }).ToArray();

        var table = AblationTable.Of(Variants, runs, 7);

        Assert.Equal(20.0 / (40 + 2 * 99), table.Rows[0].InteractionRate.Value.Estimate, 1e-12);
    }

    [Fact]
    public void Where_a_variant_wins_it_is_said_plainly()
    {
        var runs = Runs().Select(run => run.Variant == "gate=static" ? run with { Jaccard = [.. run.Jaccard.Select(value => value + 0.05)] } : run).ToArray();

        var findings = AblationTable.Of(Variants, runs, 7).Findings;

        Assert.Contains(findings, finding => finding.StartsWith("Jaccard: the full model is BEATEN by gate=static (+0.030)", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.StartsWith("Jaccard: no difference from full is shown for charm=off", StringComparison.Ordinal));
    }

    [Fact]
    public void Estimators_are_compared_with_the_raw_risk_difference()
    {
        var runs = Runs().Select(run => run.Variant == "charm=off" ? run with { Variant = "effects=risk-difference" } : run with { Variant = run.Variant == "gate=static" ? "effects=ridge-dml" : run.Variant }).ToArray();

        var findings = AblationTable.Of([("full", ""), ("effects=ridge-dml", ""), ("effects=risk-difference", "")], runs, 7).Findings;

        Assert.Contains(findings, finding => finding.StartsWith("effects=ridge-dml minus effects=risk-difference: Jaccard −0.020", StringComparison.Ordinal));
    }

    [Fact]
    public void Agreement_is_averaged_over_seeds_and_compared_draw_by_draw()
    {
        var table = AblationTable.Of(Variants, Runs(), 7);

        Assert.Equal(0.3, table.Rows[0].Agreement.Value.Estimate, 1e-12);
        Assert.Equal(-0.2, table.Rows[1].Agreement.Difference!.Value.Estimate, 1e-12);
        Assert.Equal(double.NaN, table.Rows[2].Agreement.Value.Estimate);
        Assert.Null(table.Rows[2].Agreement.Difference);
    }

    [Fact]
    public void A_run_that_is_missing_or_of_other_people_is_refused()
    {
        var runs = Runs();

        Fails.With("CM3051", () => AblationTable.Of(Variants, runs[1..], 7));
        Fails.With("CM3052", () => AblationTable.Of(Variants, [.. runs[1..], runs[0] with { Patients = [.. runs[0].Patients.Reverse()] }], 7));
    }

    [Fact]
    public void The_page_is_well_formed_and_says_what_it_is_not()
    {
        var report = new AblationReport("Parts <b>", "made up & small", "a: 1", AblationTable.Of(Variants, Runs(), 7), null, "a machine", ["<script>"]);

        var page = XDocument.Parse(AblationPage.Render(report));

        Assert.Empty(page.Descendants("script"));
        Assert.Contains("Not a medical device", page.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("Parts <b>", page.Root.Value, StringComparison.Ordinal);
        Assert.Equal(7, page.Descendants("figure").Count());
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Descendants("a").Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.959963985, 0.05)]
    [InlineData(-2.575829304, 0.01)]
    [InlineData(5, 5.733e-7)]
    public void Tails_of_the_normal_distribution_are_those_of_the_tables(double z, double expected) =>
        Assert.Equal(expected, Normal.TwoSided(z), expected * 1e-3);

    [Fact]
    public void Holm_multiplies_the_smallest_by_their_number_and_never_falls()
    {
        var corrected = Holm.Correct([0.01, double.NaN, 0.04, 0.03, 0.005]);

        Assert.Equal([0.03, double.NaN, 0.06, 0.06, 0.02], corrected.Select(p => Math.Round(p, 10)));
    }

    // Two seeds of 100 patients each, 50 of them shared.
    private static AblationRun[] Runs() =>
    [
        .. from variant in new[] { "full", "gate=static", "charm=off" }
           from seed in new[] { 1, 2 }
           let random = new Random(seed)
           let people = Enumerable.Range(seed == 1 ? 0 : 50, 100).Select(n => $"p{n:000}").ToImmutableArray()
           let values0 = people.Select(_ => 0.3 + 0.4 * random.NextDouble()).ToImmutableArray()
           let loss = variant == "gate=static" ? 0.02 : 0
           let values = values0.Select(value => value - loss).ToImmutableArray()
           select new AblationRun
           {
               Variant = variant,
               Seed = seed,
               Patients = people,
               Jaccard = values,
               F1 = values,
               PrAuc = values,
               Alone = values,
               Interacting = [.. people.Select(_ => 1.0)],
               Pairs = [.. people.Select(_ => 50.0)],
               Epochs = 3,
               Draws = variant == "charm=off" ? null : Draws(variant == "full" ? 0.3 : 0.1),
           },
    ];

    private static GateDraws Draws(double level)
    {
        double[] draws = [level, .. Enumerable.Range(0, 50).Select(i => level + 0.02 * Math.Sin(i))];
        return new(draws, draws, draws);
    }
}
