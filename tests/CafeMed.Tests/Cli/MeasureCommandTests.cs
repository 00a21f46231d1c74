using System.Text.Json;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class MeasureCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public async Task All_measures_are_printed_where_they_are_asked_for()
    {
        var (plain, all) = (await CliRun.Of("eval", "--run", small.Run), await CliRun.Of("eval", "--run", small.Run, "--measures"));

        Assert.Equal((0, 0), (plain.Exit, all.Exit));
        foreach (var heading in new[] { "At a half, at the tuned decision", "in groups", "Rare diagnoses", "Do the probabilities hold?", "Differences between recommenders", "AUROC" })
        {
            Assert.Contains(heading, all.Out, StringComparison.Ordinal);
            Assert.DoesNotContain(heading, plain.Out, StringComparison.Ordinal);
        }
        Assert.All(all.Out.Split('\n'), line => Assert.True(line.Length <= 140, line));
    }

    [Fact]
    public void The_report_and_the_metrics_have_all_of_it()
    {
        var page = File.ReadAllText(Path.Combine(small.Run, "report.html"));
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(small.Run, "metrics.json")));
        var row = metrics.RootElement.GetProperty("scores").GetProperty("rows")[0];

        Assert.Contains("id=\"measures\"", page, StringComparison.Ordinal);
        Assert.Equal("html", System.Xml.Linq.XDocument.Parse(page).Root!.Name.LocalName);
        Assert.Contains("By age", page, StringComparison.Ordinal);
        Assert.DoesNotContain("As the field reports it", page, StringComparison.Ordinal);
        Assert.Equal(["half", "tuned", "matched"], row.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("at").GetString()!));
        Assert.Contains(row.GetProperty("groups").EnumerateArray(), group => group.GetProperty("by").GetString() == "rarity");
        Assert.True(row.GetProperty("calibration").GetProperty("ece").GetProperty("upper").GetDouble() > 0);
        Assert.Equal("retrospective", metrics.RootElement.GetProperty("scores").GetProperty("track").GetString());
    }

    [Fact]
    public async Task A_run_is_compared_with_another_on_the_same_patients_alone()
    {
        var same = await CliRun.Of("eval", "--run", small.Run, "--against", small.Run, "--json");
        Assert.Equal(0, same.Exit);
        Assert.Equal(0, same.Json.GetProperty("against")[0].GetProperty("tests")[0].GetProperty("difference").GetProperty("estimate").GetDouble());

        var train = await CliRun.Of(["train", "--cohort", small.Cohort, "--out", small.Place("fold"), "--fold", "2", "--epochs", "1", .. SmallRun.Quick]);
        Assert.Equal(0, train.Exit);
        Assert.Contains("fold 2 of 5", train.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.Of("audit", small.Place("fold"))).Exit);
        (await CliRun.Of("eval", "--run", small.Run, "--against", small.Place("fold"))).Faulted("CM3100");

        File.Delete(Path.Combine(small.Place("fold"), "scores.json"));
        (await CliRun.Of("eval", "--run", small.Run, "--against", small.Place("fold"))).Faulted("CM7070");
        Assert.Equal(0, (await CliRun.Of("eval", "--run", small.Place("fold"), "--keep")).Exit);
        Assert.True(File.Exists(Path.Combine(small.Place("fold"), "scores.json")));
    }

    [Fact]
    public async Task Both_tracks_are_trained_and_shown_in_one_table()
    {
        var both = await CliRun.Of(["train", "--cohort", small.Cohort, "--out", small.Place("both"), "--track", "both", "--epochs", "1", .. SmallRun.Quick]);

        Assert.Equal(0, both.Exit);
        Assert.Contains("Both tracks", both.Out, StringComparison.Ordinal);
        Assert.Contains("Track admission:", both.Out, StringComparison.Ordinal);
        using var tracks = JsonDocument.Parse(File.ReadAllText(small.Place("both/tracks.json")));
        Assert.Equal(["retrospective", "admission"], tracks.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("track").GetString()!));
        Assert.Equal(0, (await CliRun.Of("audit", small.Place("both/admission"))).Exit);
        var advice = await CliRun.Of("recommend", "--run", small.Place("both/admission"), "--patient", Repository.File("docs/examples/patient.json").FullName);
        Assert.Equal(0, advice.Exit);
        Assert.Contains("were not known on arrival", advice.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.Of("train", "--resume", "--out", small.Place("both"), "--track", "both")).Exit);
    }

    [Fact]
    public async Task Hospitals_and_time_are_held_out()
    {
        var time = await CliRun.Of(["train", "--cohort", small.Cohort, "--out", small.Place("time"), "--split", "time", "--epochs", "1", .. SmallRun.Quick]);
        Assert.Equal(0, time.Exit);
        Assert.Contains("Split by time of the first visit", time.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.Of("audit", small.Place("time"))).Exit);

        var hospital = await CliRun.Of(["train", "--cohort", small.Cohort, "--out", small.Place("hospital"), "--split", "hospital", "--epochs", "1", .. SmallRun.Quick]);
        Assert.Equal(0, hospital.Exit);
        var audit = await CliRun.Of("audit", small.Place("hospital"), "--json");
        Assert.Equal(0, audit.Exit);
        Assert.True(audit.Json.GetProperty("checks")[4].GetProperty("looked").GetInt32() > 0);

        (await CliRun.Of("train", "--cohort", small.Cohort, "--out", small.Place("no"), "--split", "time", "--fold", "1")).Faulted("CM2041");
        (await CliRun.Of("train", "--cohort", small.Cohort, "--out", small.Place("no"), "--fold", "7")).Faulted("CM2040");
    }
}
