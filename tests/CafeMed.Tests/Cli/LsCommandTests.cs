namespace CafeMed.Tests.Cli;

public sealed class LsCommandTests
{
    [Fact]
    public async Task Everything_is_listed_with_its_source()
    {
        var run = await CliRun.Of("ls");

        Assert.Equal(0, run.Exit);
        foreach (var words in new[] { "mimic4", "eicu", "cafemed", "copy-last", "marginal", "interacting-pair", "source: " })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lists_one_kind()
    {
        var list = (await CliRun.Of("ls", "connectors", "--json")).Json;

        Assert.Equal(["eicu", "fhir", "legacy", "mimic4"], list.GetProperty("connectors").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
        Assert.All(list.GetProperty("connectors").EnumerateArray(), part => Assert.NotEmpty(part.GetProperty("source").GetString()!));
    }

    [Fact]
    public async Task Another_word_is_refused_with_the_nearest() =>
        Assert.Contains("did you mean 'networks'", (await CliRun.Of("ls", "netwroks")).Faulted("CM7015"), StringComparison.Ordinal);
}
