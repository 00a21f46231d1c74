using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class BenchCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private string[] Line(string place, string recommenders = "retain,ridge,popular", string seeds = "1,2", params string[] more) =>
    [
        "bench", "--patients", "45", "--seeds", seeds, "--recommenders", recommenders, "--tune-trials", "2", "--tune-epochs", "1", "--epochs", "2", "--seed", "5", "--out", small.Place(place), .. more,
    ];

    [Fact]
    public async Task One_command_tunes_trains_and_writes_one_leaderboard()
    {
        var run = await CliRun.Of([.. Line("one", "retain,safedrug,popular"), "--json"]);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("eICU demo: no folder of it was given; it is left out", run.Error, StringComparison.Ordinal);
        var rows = run.Json.GetProperty("cohorts")[0].GetProperty("table").GetProperty("rows");
        Assert.Equal(3, rows.GetArrayLength());
        Assert.Equal("retain", rows[0].GetProperty("recommender").GetString());
        var markdown = File.ReadAllText(Path.Combine(small.Place("one"), "leaderboard.md"));
        Assert.Contains("| **retain** |", markdown, StringComparison.Ordinal);
        Assert.Contains("safedrug: without its molecular branch", markdown, StringComparison.Ordinal);
        Assert.Contains("Risk against coverage", File.ReadAllText(Path.Combine(small.Place("one"), "leaderboard.html")), StringComparison.Ordinal);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(small.Place("one"), "runs"), "*.json").Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(small.Place("one"), "runs"), "*.lock"));
    }

    [Fact]
    public async Task Cut_off_and_begun_again_it_comes_to_the_same_leaderboard()
    {
        await CliRun.Of(Line("whole", "retain,popular"));
        using var stop = new CancellationTokenSource();
        Assert.Equal(130, (await CliRun.Of(Line("cut", "retain,popular"), stop.Token, error: new StopAt(stop, "3 of 4"))).Exit);
        var torn = Directory.GetFiles(Path.Combine(small.Place("cut"), "runs"), "*.json")[0];
        File.WriteAllText(torn, File.ReadAllText(torn)[..50]);

        var again = await CliRun.Of(Line("cut", "retain,popular"));

        Assert.True(again.Exit == 0, again.Error);
        Assert.Equal(File.ReadAllText(Path.Combine(small.Place("whole"), "leaderboard.md")), File.ReadAllText(Path.Combine(small.Place("cut"), "leaderboard.md")));
    }

    [Fact]
    public async Task More_seeds_and_recommenders_go_on_and_other_settings_are_refused()
    {
        await CliRun.Of(Line("grow", "ridge,popular", "1"));

        var more = await CliRun.Of(Line("grow", "ridge,popular,copy-last", "1,2"));

        Assert.Equal(0, more.Exit);
        Assert.DoesNotContain("ridge on synthetic 45, seed 1", more.Error, StringComparison.Ordinal);
        Assert.Contains("ridge on synthetic 45, seed 2", more.Error, StringComparison.Ordinal);
        (await CliRun.Of([.. Line("grow", "ridge,popular", "1"), "--set", "trainer.batch=8"])).Faulted("CM7080");
    }

    [Fact]
    public async Task All_folds_test_everybody_once_and_hospitals_can_be_held_out()
    {
        var folds = await CliRun.Of([.. Line("folds", "copy-last,popular", "1"), "--folds", "3", "--json"]);
        var hospitals = await CliRun.Of([.. Line("hospitals", "copy-last,popular", "1"), "--split", "hospital"]);

        var table = folds.Json.GetProperty("cohorts")[0].GetProperty("table");
        Assert.Equal(45, table.GetProperty("patients").GetInt32());
        Assert.Equal(["seed 1, fold 1", "seed 1, fold 2", "seed 1, fold 3"], table.GetProperty("splits").EnumerateArray().Select(split => split.GetString()));
        Assert.True(hospitals.Exit == 0, hospitals.Error);
        Assert.Contains("Whole hospitals are held out.", File.ReadAllText(Path.Combine(small.Place("hospitals"), "leaderboard.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cohort_that_names_no_hospitals_is_left_out_and_said()
    {
        var data = SharedData.Require("mimic-iv-demo-2.2");

        var run = await CliRun.Of(["bench", "--mimic4", data.FullName, "--patients", "0", "--split", "hospital", "--recommenders", "popular", "--out", small.Place("no-hospitals")]);

        Assert.Contains("MIMIC-IV demo is left out: No visit of the cohort names a hospital", run.Error, StringComparison.Ordinal);
        run.Faulted("CM7084");
    }

    [Fact]
    public async Task The_molecules_of_a_table_are_given_to_safedrug_and_its_row_says_how_many()
    {
        var table = small.File("smiles.csv", "atc,smiles\nA10BA02,CN(C)C(=N)NC(=N)N\nN02BA01,CC(=O)Oc1ccccc1C(=O)O\nB01AC06,CC(=O)Oc1ccccc1C(=O)O\n");

        var run = await CliRun.Of([.. Line("molecules", "safedrug,popular", "1"), "--smiles", table]);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Matches("molecules of [1-3] of [0-9]+ drug groups are known", File.ReadAllText(Path.Combine(small.Place("molecules"), "leaderboard.md")));
    }

    [Fact]
    public async Task A_wrong_use_is_told_before_anything_is_read()
    {
        Assert.Equal(2, (await CliRun.Of(Line("use", seeds: "x"))).Exit);
        Assert.Equal(2, (await CliRun.Of([.. Line("use"), "--suite", "closed"])).Exit);
        Assert.Equal(2, (await CliRun.Of([.. Line("use"), "--folds", "5", "--fold", "1"])).Exit);
        (await CliRun.Of(Line("use", "retain,leap"))).Faulted("CM2002");
        Assert.False(Directory.Exists(small.Place("use")));
        (await CliRun.Of(["bench", "--patients", "0", "--out", small.Place("nobody")])).Faulted("CM7084");
    }
}
