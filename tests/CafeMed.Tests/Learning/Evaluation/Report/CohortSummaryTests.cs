using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Tests.Learning.Evaluation.Report;

public sealed class CohortSummaryTests
{
    [Fact]
    public void Kinds_parts_and_visits_are_counted_and_kinds_without_codes_left_out()
    {
        var visit = new Visit("v", new DateTime(2150, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), null, VisitCodes.Empty.With(CodeKind.Medication, [Code.Atc("C09AA"), Code.Atc("B01AA")]));
        var empty = visit with { Id = "w", Codes = VisitCodes.Empty };
        var cohort = new Cohort("tiny", [.. Enumerable.Range(0, 12).Select(i => new Patient($"p{i}", [visit, empty]))]);

        var summary = CohortSummary.Of(cohort, CohortSplit.ByPatient(cohort, 1), [new("rows", "24")]);

        Assert.Equal(new PartSize(12, 24), summary.All);
        Assert.Equal(new PartSize(8, 16), summary.Training);
        Assert.Equal(new KindSummary(CodeKind.Medication, 1, 2), Assert.Single(summary.Kinds));
    }
}
