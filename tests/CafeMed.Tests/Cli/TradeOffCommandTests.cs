using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class TradeOffCommandTests(SmallRun small) : IClassFixture<SmallRun>, IDisposable
{
    private readonly TempFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_control_is_measured_and_a_stronger_one_never_has_more_interacting_pairs()
    {
        var output = _place.Sub("out").FullName;

        var run = await CliRun.Of(["tradeoff", "--cohort", small.Cohort, "--targets", "0.01", "--epochs", "1", "--out", output, "--json", .. SmallRun.Quick]);

        var points = run.Json.GetProperty("points").EnumerateArray()
            .Select(point => (Control: point.GetProperty("control").GetString()!, Rate: point.GetProperty("interactionRate").GetProperty("estimate").GetDouble(), Drugs: point.GetProperty("drugs").GetDouble())).ToArray();
        Assert.Equal(["no control", "in training, by a penalty", "in the decision, greedy", "in the decision, exact"], points.Select(point => point.Control).Distinct());
        var greedy = points.Where(point => point.Control.EndsWith("greedy", StringComparison.Ordinal)).ToArray();
        Assert.All(greedy.Zip(greedy.Skip(1)), step => Assert.True(step.Second.Drugs <= step.First.Drugs));
        Assert.All(greedy, point => Assert.True(point.Rate <= points[0].Rate));
        var exact = points.Where(point => point.Control.EndsWith("exact", StringComparison.Ordinal)).ToArray();
        Assert.True(exact[^1].Rate * exact[^1].Drugs * exact[^1].Drugs / 2 <= 0.11, "the last cap is a tenth of a pair a visit");
        var page = await File.ReadAllTextAsync(Path.Combine(output, "tradeoff.html"), TestContext.Current.CancellationToken);
        Assert.Contains("fig-controls", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_that_are_no_rates_are_refused() =>
        Assert.Equal(2, (await CliRun.Of("tradeoff", "--cohort", small.Cohort, "--targets", "2", "--out", _place.Sub("x").FullName)).Exit);
}
