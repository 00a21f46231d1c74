using CafeMed.Cli.Configuration;

namespace CafeMed.Tests.Cli;

public sealed class ExperimentFileTests
{
    public static TheoryData<string> Files => [.. Repository.Files("*.yaml", "experiments").Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Published_settings_are_understood(string path)
    {
        var options = new Settings().Add(Repository.File(path)).Resolve();

        Assert.Equal("cafemed", options.Network);
        Assert.Equal(Settings.ToJson(options).ToJsonString(), YamlText.Parse(YamlText.Write(Settings.ToJson(options)), path).ToJsonString());
    }

    [Fact]
    public void There_are_three() => Assert.Equal(3, Files.Count);
}
