using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class EffectsCommandTests
{
    [Fact]
    public async Task Effects_are_fitted_shown_and_plotted()
    {
        using var place = new TempFolder();
        string At(string name) => Path.Combine(place.Sub("run").FullName, name);
        Directory.CreateDirectory(place.Sub("run").FullName);
        Assert.Equal(0, (await CliRun.Of("data", "synth", "--patients", "60", "--out", At("cohort"))).Exit);

        var fit = await CliRun.Of("effects", "fit", "--cohort", At("cohort"), "--out", At("e.safetensors"), "--track", "direct", "--level", "3", "--json");
        var svg = await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--drug", "A10A", "--top", "5", "--plot", At("p.svg"));
        var png = await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--code", "I1", "--top", "3", "--plot", At("p.png"), "--json");

        Assert.Equal((0, 0, 0), (fit.Exit, svg.Exit, png.Exit));
        Assert.Equal("ridge-dml", fit.Json.GetProperty("estimator").GetString());
        Assert.True(fit.Json.GetProperty("seconds").EnumerateObject().Count() > 4);
        Assert.Equal(40, fit.Json.GetProperty("patients").GetInt32());
        Assert.Contains("A10A", svg.Out, StringComparison.Ordinal);
        Assert.Contains("direct effect", svg.Out, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Load(At("p.svg"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(At("p.png"))[..4]);
        Assert.Equal(3, png.Json.GetProperty("effects").GetArrayLength());
        (await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--code", "QQQ")).Faulted("CM7040");
        (await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--code", "I1", "--plot", At("p.pdf"))).Faulted("CM7041");
        Assert.Equal(2, (await CliRun.Of("effects", "show", "--effects", At("e.safetensors"))).Exit);
    }

    [Fact]
    public async Task Roles_are_learned_shown_drawn_and_kept_beside_the_effects()
    {
        using var place = new TempFolder();
        string At(string name) => Path.Combine(place.Root.FullName, name);
        Assert.Equal(0, (await CliRun.Of("data", "synth", "--patients", "90", "--out", At("cohort"))).Exit);
        Assert.Equal(0, (await CliRun.Of("effects", "fit", "--cohort", At("cohort"), "--out", At("e.safetensors"), "--track", "both", "--estimator", "risk-difference", "--level", "3")).Exit);
        (await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--roles")).Faulted("CM7064");
        (await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--balance", "I1")).Faulted("CM7065");

        var found = await CliRun.Of("effects", "discover", "--cohort", At("cohort"), "--out", At("r.safetensors"), "--effects", At("e.safetensors"), "--resamples", "4", "--nodes", "60", "--json");
        var shown = await CliRun.Of("effects", "show", "--effects", At("e.safetensors"), "--roles", "--plot", At("g.svg"));

        Assert.Equal((0, 0), (found.Exit, shown.Exit));
        Assert.Equal(60, found.Json.GetProperty("patients").GetInt32());
        Assert.All(found.Json.GetProperty("nodes").EnumerateArray(), node => Assert.NotEqual("", node.GetProperty("name").GetString()));
        Assert.Contains("Resample 4 of 4", found.Error, StringComparison.Ordinal);
        Assert.Contains("orphan", shown.Out, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Load(At("g.svg"));
        (await CliRun.Of("effects", "discover", "--cohort", At("cohort"), "--out", At("r.safetensors"), "--effects", At("e.safetensors"), "--resamples", "2", "--nodes", "20", "--everyone")).Faulted("CM3082");
    }

    [Fact]
    public async Task Attempts_to_refute_come_with_verdicts()
    {
        using var place = new TempFolder();
        var cohort = place.Sub("cohort").FullName;
        Assert.Equal(0, (await CliRun.Of("data", "synth", "--patients", "60", "--out", cohort)).Exit);

        var run = await CliRun.Of("effects", "refute", "--cohort", cohort, "--estimator", "risk-difference", "--level", "3", "--json");

        Assert.Equal(0, run.Exit);
        var report = run.Json.GetProperty("report");
        Assert.Equal(
            ["permuted-exposure", "future-exposure", "random-outcome", "random-common-cause", "half-samples"],
            report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.All(report.GetProperty("checks").EnumerateArray(), check => Assert.NotEqual("", check.GetProperty("verdict").GetString()));
        (await CliRun.Of("effects", "refute", "--cohort", cohort, "--estimator", "ridge-dmll")).Faulted("CM2002");
    }
}
