using System.Text.Json;
using CafeMed.Cli.Exports;
using CafeMed.Inference;
using CafeMed.Learning.Export.Card;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class ExportCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private static string Example => Repository.File("docs/examples/patient.json").FullName;

    [Fact]
    public async Task A_run_becomes_a_bundle_that_gives_the_same_advice()
    {
        var (file, run) = await Export("same.cafemed");

        Assert.True(run.Exit == 0, run.Error);
        foreach (var words in new[] { "signed by", "network.onnx", "same.cafemed.key.pem", "same.cafemed.pub.pem", "16 of 31 attributes are filled", "largest difference of a logit" })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
        var (ofRun, ofBundle) = (await CliRun.Of("recommend", "--run", small.Run, "--patient", Example, "--safe"), await CliRun.Of("recommend", "--bundle", file, "--trust", file + ".pub.pem", "--patient", Example, "--safe"));
        Assert.Equal(0, ofRun.Exit);
        Assert.Equal(ofRun.Out, ofBundle.Out);
    }

    [Fact]
    public async Task The_same_key_signs_again_and_an_own_key_goes_before_it()
    {
        var (file, _) = await Export("again.cafemed");
        string signer;
        using (var first = Bundle.Open(file, BundleTrust.Of(new FileInfo(file + ".pub.pem"))))
            signer = first.Signer;
        await Export("again.cafemed");
        using (var second = Bundle.Open(file, BundleTrust.Of(new FileInfo(file + ".pub.pem"))))
            Assert.Equal(signer, second.Signer);
        using var own = BundleKey.Create(new FileInfo(small.Place("own.pem")));

        var (mine, run) = await Export("own.cafemed", "--key", small.Place("own.pem"), "--json");

        Assert.Equal(BundleKey.SignerOf(own), run.Json.GetProperty("contents").GetProperty("signer").GetString());
        Assert.False(File.Exists(mine + ".key.pem"));
        Assert.Contains("CM5005", (await CliRun.Of("bundle", "show", mine, "--trust", file + ".pub.pem")).Faulted("CM5005"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_has_all_attributes_filled_or_marked_and_takes_the_deployers_answers()
    {
        var answers = small.File("card.yaml", "funding: A foundation.\nexternal-party: [A university., In 2026.]\nuse: Discharge planning.\n");
        var (file, _) = await Export("card.cafemed", "--card", answers);
        using var bundle = Bundle.Open(file, BundleTrust.Anyone);

        var attributes = JsonDocument.Parse(bundle.CardJson).RootElement.GetProperty("attributes").EnumerateArray().ToArray();

        Assert.Equal(31, attributes.Length);
        Assert.Equal(CardOutline.All.Select(outline => outline.Key), attributes.Select(attribute => attribute.GetProperty("key").GetString()));
        Assert.All(attributes, attribute => Assert.True(
            attribute.GetProperty("answer").GetArrayLength() > 0 != attribute.GetProperty("toDo").GetString() is { Length: > 30 }, attribute.ToString()));
        Assert.Equal("deployer", Of(attributes, "funding").GetProperty("filledBy").GetString());
        Assert.Equal(["A university.", "In 2026."], Of(attributes, "external-party").GetProperty("answer").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal("Discharge planning.", Of(attributes, "use").GetProperty("answer")[0].GetString());
        Assert.Contains("To be filled by the deployer", Of(attributes, "validity-local").GetProperty("toDo").GetString(), StringComparison.Ordinal);
        Assert.Contains("jaccard 0.", string.Join(' ', Of(attributes, "validity-internal").GetProperty("answer").EnumerateArray()), StringComparison.Ordinal);
        Assert.Contains("Sex of the training patients", string.Join(' ', Of(attributes, "demographics").GetProperty("answer").EnumerateArray()), StringComparison.Ordinal);
        foreach (var words in new[] { "31 attributes filled", "Discharge planning.", "To be filled by the deployer.", "Held-out patients by group", "made up" })
            Assert.Contains(words, bundle.CardHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fundin: nobody", "CM7091")]
    [InlineData("funding: { by: nobody }", "CM7092")]
    [InlineData("funding:", "CM7092")]
    [InlineData("funding: [", "CM7006")]
    public async Task A_card_that_cannot_be_used_is_refused(string yaml, string code)
    {
        var (_, run) = await Export("never.cafemed", "--card", small.File("bad.yaml", yaml));

        run.Faulted(code);
        Assert.False(File.Exists(small.Place("never.cafemed")));
    }

    [Fact]
    public async Task A_run_that_lacks_what_a_bundle_carries_is_refused()
    {
        var bare = Directory.CreateDirectory(small.Place("lacking"));
        foreach (var name in new[] { "run.json", "model.safetensors", "receipt.json" })
            File.Copy(Path.Combine(small.Run, name), Path.Combine(bare.FullName, name));

        Assert.Contains("report.html", (await CliRun.Of("export", "--run", bare.FullName, "--out", small.Place("lacking.cafemed"))).Faulted("CM7094"), StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.Of("export", "--run", bare.FullName, "--out", small.Place("lacking.cafemed"), "--without-report")).Exit);
    }

    [Fact]
    public async Task A_cohort_that_is_gone_or_another_is_said()
    {
        var other = small.Place("other-cohort");
        Assert.Equal(0, (await CliRun.Of("data", "synth", "--patients", "20", "--seed", "6", "--out", other)).Exit);

        var (_, run) = await Export("other.cafemed", "--cohort", other);

        run.Faulted("CM7010");
    }

    [Fact]
    public async Task A_bundle_answers_without_loading_torch()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Asks the loader of Linux.");
        var (file, _) = await Export("light.cafemed");
        var logs = Directory.CreateDirectory(small.Place("loaded"));

        var (exit, output, error) = await ExecutableTests.RunAsync(
            [new("LD_DEBUG", "files"), new("LD_DEBUG_OUTPUT", Path.Combine(logs.FullName, "log"))], "recommend", "--bundle", file, "--trust", file + ".pub.pem", "--patient", Example);
        var loaded = string.Concat(logs.EnumerateFiles().Select(log => File.ReadAllText(log.FullName)));

        Assert.True(exit == 0, error);
        Assert.Contains("Proposed by cafemed", output, StringComparison.Ordinal);
        Assert.Contains("libonnxruntime", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", loaded, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("duckdb", loaded, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Either_a_run_or_a_bundle_answers()
    {
        (await CliRun.Of("recommend", "--patient", Example)).Faulted("CM7093");
        (await CliRun.Of("recommend", "--run", small.Run, "--bundle", "x", "--patient", Example)).Faulted("CM7093");
        (await CliRun.Of("recommend", "--bundle", small.Place("none.cafemed"), "--patient", Example)).Faulted("CM5001");
        (await CliRun.Of("bundle", "show", Example)).Faulted("CM5002");
    }

    [Fact]
    public async Task A_bundle_is_shown_with_its_card_and_the_report_can_be_left_out()
    {
        var (file, _) = await Export("bare.cafemed", "--without-report");
        using var bundle = Bundle.Open(file, BundleTrust.Anyone);

        var shown = await CliRun.Of("bundle", "show", file);

        Assert.Equal(0, shown.Exit);
        foreach (var words in new[] { "signature verifies", "modelcard.json", "4.3 Whom the data represent", "To be filled by the deployer" })
            Assert.Contains(words, shown.Out, StringComparison.Ordinal);
        Assert.Contains("left out", bundle.ReportHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bill_names_every_package_with_version_and_licence_and_every_source_of_data()
    {
        var (file, _) = await Export("bill.cafemed");
        using var bundle = Bundle.Open(file, BundleTrust.Anyone);
        var components = JsonDocument.Parse(bundle.Text(BundleEntries.Materials)).RootElement.GetProperty("components").EnumerateArray().ToArray();

        Assert.Contains(components, component => component.GetProperty("bom-ref").GetString()!.StartsWith("Microsoft.ML.OnnxRuntime/1.", StringComparison.Ordinal));
        Assert.Equal(2, components.Count(component => component.GetProperty("type").GetString() == "data"));
        Assert.Equal([], components.Where(component => component.GetProperty("type").GetString() == "library" && !component.TryGetProperty("licenses", out _)).Select(component => component.GetProperty("name").GetString()));
        Assert.Equal(components.Length, components.Select(component => component.GetProperty("bom-ref").GetString()).Distinct().Count());
        Assert.Null(BillOfMaterials.LicenceOf("Somebody.Else"));
    }

    private static JsonElement Of(JsonElement[] attributes, string key) => attributes.Single(attribute => attribute.GetProperty("key").GetString() == key);

    private async Task<(string File, CliRun Run)> Export(string name, params string[] more)
    {
        var file = small.Place(name);
        return (file, await CliRun.Of(["export", "--run", small.Run, "--out", file, .. more]));
    }
}
