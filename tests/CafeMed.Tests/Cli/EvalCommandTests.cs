using System.Text.Json;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class EvalCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public async Task The_table_is_that_of_the_training()
    {
        var eval = await CliRun.Of("eval", "--run", small.Run);

        Assert.Equal(0, eval.Exit);
        Assert.Contains(eval.Out[(eval.Out.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim(), small.Trained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_numbers_that_the_run_stored()
    {
        var eval = await CliRun.Of("eval", "--run", small.Run, "--json");
        using var stored = JsonDocument.Parse(File.ReadAllText(Path.Combine(small.Run, "metrics.json")));

        Assert.Equal(stored.RootElement.GetProperty("scores").GetRawText(), eval.Json.GetProperty("scores").GetRawText());
    }

    [Fact]
    public async Task Another_seed_draws_another_bootstrap_of_the_same_estimate()
    {
        var (one, two) = ((await CliRun.Of("eval", "--run", small.Run, "--json")).Json, (await CliRun.Of("eval", "--run", small.Run, "--json", "--seed", "99")).Json);
        static JsonElement Jaccard(JsonElement run) => run.GetProperty("scores").GetProperty("rows")[0].GetProperty("jaccard");

        Assert.Equal(Jaccard(one).GetProperty("estimate").GetDouble(), Jaccard(two).GetProperty("estimate").GetDouble());
        Assert.NotEqual(Jaccard(one).GetProperty("lower").GetDouble(), Jaccard(two).GetProperty("lower").GetDouble());
    }

    [Fact]
    public async Task Whoever_reads_is_told_that_this_is_no_medical_device()
    {
        const string notice = "research decision support, not a medical device";
        string[] eval = ["eval", "--run", small.Run], recommend = ["recommend", "--run", small.Run, "--patient", Repository.File("docs/examples/patient.json").FullName];

        Assert.Contains(notice, small.Trained.Out, StringComparison.Ordinal);
        foreach (var line in new[] { eval, recommend })
        {
            Assert.Contains(notice, (await CliRun.Of(line)).Out.Split('\n')[0], StringComparison.Ordinal);
            Assert.Equal(notice, (await CliRun.Of([.. line, "--json"])).Json.GetProperty("notice").GetString());
        }
    }

    [Fact]
    public async Task A_folder_that_is_no_run_is_refused()
    {
        (await CliRun.Of("eval", "--run", small.Cohort)).Faulted("CM7002");
        (await CliRun.Of("eval", "--run", small.Place("nowhere"))).Faulted("CM7002");
    }

    [Theory]
    [InlineData("""{ "format": 2 }""", "CM7003")]
    [InlineData("""{ "format": "one" }""", "CM7003")]
    [InlineData("""{ "program": "0.1.0" }""", "CM7004")]
    [InlineData("""{ "format": 1 }""", "CM7004")]
    [InlineData("not json", "CM7004")]
    [InlineData("[]", "CM7004")]
    public async Task A_run_of_another_version_or_a_damaged_one_is_refused(string text, string code)
    {
        Directory.CreateDirectory(small.Place("odd"));
        small.File("odd/run.json", text);

        (await CliRun.Of("eval", "--run", small.Place("odd"))).Faulted(code);
    }

    [Fact]
    public async Task A_damaged_model_is_refused()
    {
        var place = small.Place("torn");
        Directory.CreateDirectory(place);
        foreach (var file in Directory.EnumerateFiles(small.Run))
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        using (var model = File.OpenWrite(Path.Combine(place, "model.safetensors")))
            model.SetLength(model.Length / 2);

        (await CliRun.Of("eval", "--run", place)).Faulted("CM3012");
    }
}
