using System.Collections.Immutable;
using System.Diagnostics;
using CsCheck;

namespace CafeMed.Tests.Core.Knowledge;

public sealed class InteractionProjectionTests
{
    private static readonly InteractionTable Table = new(
        "test",
        [.. "A02BC01 A02BC02 B01AA03 B01AC06 M01AE01 M01AE02 C09AA03 C09AA05 A12BA01".Split(' ').Select(Code.Atc)],
        [
            (Code.Atc("B01AA03"), Code.Atc("M01AE01"), Severity.Warning),
            (Code.Atc("B01AC06"), Code.Atc("M01AE01"), Severity.Caution),
            (Code.Atc("B01AA03"), Code.Atc("B01AC06"), Severity.Contraindicated),
            (Code.Atc("C09AA03"), Code.Atc("A12BA01"), Severity.Warning),
            (Code.Atc("C09AA05"), Code.Atc("A12BA01"), Severity.Note),
            (Code.Atc("C09AA03"), Code.Atc("M01AE02"), Severity.Caution),
        ]);

    private static readonly ImmutableArray<Code> Drugs =
        [.. "A02BC01 A02BC02 B01AA03 B01AC06 M01AE01 M01AE02 C09AA03 C09AA05 A12BA01 A12BA09 X01AA01 C09AA M01AE X01AA Z99".Split(' ').Select(Code.Atc)];

    private static readonly Gen<Cohort> Cohorts =
        Gen.Int[0, Drugs.Length - 1].List[0, 8].List[1, 4].List[1, 8].Select(people => Cohort(people.Select(visits => visits.Select(codes => codes.Select(code => Drugs[code])))));

    private static readonly Gen<int> Levels = Gen.Int[3, 5];

    [Fact]
    public void Shares_follow_the_ingredients_that_are_prescribed_together()
    {
        var together = Visits(3, "C09AA03", "A12BA01").Concat(Visits(1, "C09AA05", "A12BA01"));

        var graph = InteractionProjection.Of(Table, Cohort(together.Select(visit => new[] { visit })), 4, prior: 1e-9);

        var edge = graph.Between(Code.Atc("A12BA"), Code.Atc("C09AA"));
        Assert.NotNull(edge);
        Assert.Equal(Severity.Warning, edge.Severity);
        Assert.Equal(0.75, edge.Shares[2], 6);
        Assert.Equal(0.25, edge.Shares[0], 6);
        Assert.Equal((Code.Atc("A12BA01"), Code.Atc("C09AA03")), (edge.Examples[0].First, edge.Examples[0].Second));
        Assert.Equal(0.75, edge.Examples[0].Share, 6);
    }

    [Fact]
    public void Groups_never_prescribed_together_have_the_share_expected_from_the_marginals()
    {
        var apart = Visits(3, "C09AA03").Concat(Visits(1, "C09AA05")).Concat(Visits(2, "A12BA01"));

        var graph = InteractionProjection.Of(Table, Cohort(apart.Select(visit => new[] { visit })), 4);

        Assert.Equal(0.75, graph.Between(Code.Atc("A12BA"), Code.Atc("C09AA"))!.ShareAtLeast(Severity.Warning), 12);
    }

    [Fact]
    public void An_unknown_ingredient_dilutes_the_share_and_a_group_without_known_ones_is_unknown()
    {
        var visits = Visits(1, "C09AA03", "A12BA01").Concat(Visits(1, "C09AA03", "A12BA09")).Concat(Visits(1, "X01AA01"));

        var graph = InteractionProjection.Of(Table, Cohort(visits.Select(visit => new[] { visit })), 4);

        Assert.Equal(0.5, graph.Between(Code.Atc("A12BA"), Code.Atc("C09AA"))!.ShareAtLeast(Severity.Note), 12);
        Assert.Equal([Code.Atc("X01AA")], graph.Unknown);
    }

    [Fact]
    public void A_medication_recorded_as_a_group_stands_for_its_known_ingredients()
    {
        var graph = InteractionProjection.Of(Table, Cohort(Visits(4, "C09AA", "A12BA01").Select(visit => new[] { visit })), 4);

        var edge = graph.Between(Code.Atc("A12BA"), Code.Atc("C09AA"))!;
        Assert.Equal(0.5, edge.Shares[2], 12);
        Assert.Equal(0.5, edge.Shares[0], 12);
    }

    [Fact]
    public void Another_level_is_a_fault() =>
        Assert.Equal("CM2009", Assert.Throws<CafeMedException>(() => InteractionProjection.Of(Table, Cohort([[["A02BC01"]]]), 2)).Fault.Code);

    [Fact]
    public void Shares_are_probabilities_and_the_graph_is_symmetric() => Gen.Select(Cohorts, Levels).Sample((cohort, level) =>
    {
        var graph = InteractionProjection.Of(Table, cohort, level);
        foreach (var edge in graph.Interactions)
        {
            Assert.True(edge.First < edge.Second);
            Assert.Same(edge, graph.Between(edge.Second, edge.First));
            Assert.All(edge.Shares, share => Assert.InRange(share, 0, 1));
            Assert.InRange(edge.Shares.Sum(), 1e-12, 1 + 1e-12);
            Assert.True(edge.Shares[(int)edge.Severity - 1] > 0);
            Assert.InRange(edge.Examples.Length, 1, 5);
            Assert.True(edge.Examples.Sum(example => example.Share) <= 1 + 1e-12);
        }
        Assert.Equal(Fingerprint.Of(cohort.Patients).Digest, graph.FittedOn.Digest);
    }, iter: 300);

    [Fact]
    public void At_ingredient_level_the_share_is_what_the_table_says() => Cohorts.Sample(cohort =>
    {
        var graph = InteractionProjection.Of(Table, cohort, 5);
        var drugs = cohort.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Medications).Where(code => AtcLevel.Of(code) == 5).Distinct().ToArray();
        foreach (var first in drugs)
            foreach (var second in drugs.Where(other => other != first))
            {
                var edge = graph.Between(first, second);
                Assert.Equal(Table.Between(first, second), edge?.Severity);
                if (edge is not null)
                    Assert.Equal(1.0, edge.Shares[(int)edge.Severity - 1]);
            }
    }, iter: 200);

    [Fact]
    public void The_order_of_patients_does_not_matter() => Gen.Select(Cohorts, Levels).Sample((cohort, level) =>
    {
        var turned = new Cohort("turned", [.. cohort.Patients.Reverse()]);
        Assert.Equal(Text(InteractionProjection.Of(Table, cohort, level)), Text(InteractionProjection.Of(Table, turned, level)));
    }, iter: 200);

    [Fact]
    public void Agrees_with_a_plain_count_over_visits() => Gen.Select(Cohorts, Levels, Gen.Double[0.1, 20]).Sample((cohort, level, prior) =>
    {
        var graph = InteractionProjection.Of(Table, cohort, level, prior);
        var groups = cohort.AtLevel(level).Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Medications).Distinct().ToArray();
        foreach (var g in groups)
            foreach (var h in groups.Where(other => g < other))
            {
                var expected = PlainProjection.Shares(Table, cohort, level, g, h, prior);
                var found = graph.Between(g, h)?.Shares ?? [0, 0, 0, 0];
                for (var s = 0; s < 4; s++)
                    Assert.Equal(expected[s], found[s], 1e-9);
            }
    }, iter: 150);

    [Fact]
    public void A_large_cohort_is_projected_quickly()
    {
        var random = new Random(1);
        var drugs = Enumerable.Range(0, 500).Select(i => Code.Atc($"{(char)('A' + i % 13)}{i / 13 % 10:00}AA{i / 130:00}")).ToArray();
        var pairs = Enumerable.Range(0, 30_000).Select(_ => (drugs[random.Next(500)], drugs[random.Next(500)], (Severity)random.Next(1, 5)));
        var table = new InteractionTable("test", drugs, pairs);
        var cohort = Cohort(Enumerable.Range(0, 6_350).Select(_ => Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 22).Select(_ => drugs[random.Next(500)]))));

        var watch = Stopwatch.StartNew();
        InteractionProjection.Of(table, cohort, 4);

        TestContext.Current.TestOutputHelper?.WriteLine($"{cohort.VisitCount} visits, {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static IEnumerable<string[]> Visits(int count, params string[] codes) => Enumerable.Repeat(codes, count);

    private static Cohort Cohort(IEnumerable<string[][]> people) => Cohort(people.Select(visits => visits.Select(codes => codes.Select(Code.Atc))));

    private static Cohort Cohort(IEnumerable<IEnumerable<IEnumerable<Code>>> people) => new("test",
    [
        .. people.Select((visits, p) => new Patient($"p{p}",
        [
            .. visits.Select((codes, v) => new Visit($"v{v}", new DateTime(2020, 1, 1).AddDays(v), null, VisitCodes.Empty.With(CodeKind.Medication, CodeSet.From(codes)))),
        ])),
    ]);

    private static string Text(InteractionGraph graph) => string.Join('\n', graph.Interactions.Select(edge =>
        $"{edge.First} {edge.Second} {edge.Severity} {string.Join(' ', edge.Shares.Select(share => share.ToString("R")))} {string.Join(';', edge.Examples)}"));
}
