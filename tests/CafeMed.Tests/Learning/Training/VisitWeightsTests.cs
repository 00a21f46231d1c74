using CafeMed.Learning.Training;

namespace CafeMed.Tests.Learning.Training;

public sealed class VisitWeightsTests
{
    [Fact]
    public void Every_visit_counts_one_unless_recency_is_asked_for() =>
        Assert.All(VisitWeights.Of(TinyStudy.Table, recency: false), weight => Assert.Equal(1, weight));

    [Fact]
    public void Later_visits_count_more_and_the_mean_is_one()
    {
        var table = TinyStudy.Table;
        var weights = VisitWeights.Of(table, recency: true);

        Assert.Equal(1, weights.Average(), 1e-4);
        Assert.Equal(Math.Exp(2.0 * (table.Visits - 1) / table.Visits), weights.Max() / weights.Min(), 1e-3);
        for (var v = 0; v < table.Visits; v++)
            for (var w = 0; w < table.Visits; w++)
                if (table.Starts[v] < table.Starts[w])
                    Assert.True(weights[v] < weights[w]);
    }
}
