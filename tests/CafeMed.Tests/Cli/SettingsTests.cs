using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

public sealed class SettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Later_settings_go_over_earlier_ones_and_leave_the_others()
    {
        var file = _folder.Write("a.yaml", "seed: 3\nlevel: 3\ntrainer:\n  epochs: 4\n  batch: 8\n  patience: 2\n");

        var options = new Settings()
            .Add(file)
            .Add(["trainer.epochs=5", "trainer.batch=9", "options.width=16"])
            .Set("trainer.epochs", JsonValue.Create(6))
            .Set("seed", null)
            .Resolve();

        Assert.Equal((3, 3, 6, 9, 2), (options.Seed, options.Level, options.Trainer.Epochs, options.Trainer.Batch, options.Trainer.Patience));
        Assert.Equal(16, (int)options.Options["width"]!);
        Assert.NotNull(options.Options["heads"]);
    }

    [Fact]
    public void An_empty_file_sets_nothing() =>
        Assert.Equal(new Settings().Resolve().Trainer, new Settings().Add(_folder.Write("empty.yaml", "# nothing\n")).Resolve().Trainer);

    [Theory]
    [InlineData("3", "3")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1e-4", "0.0001")]
    [InlineData("true", "true")]
    [InlineData("~", "null")]
    [InlineData("'3'", "\"3\"")]
    [InlineData("copy-last", "\"copy-last\"")]
    [InlineData("[a, 1]", "[\"a\",1]")]
    public void Values_are_read_as_yaml(string text, string json) => Assert.Equal(json, YamlText.Value(text)?.ToJsonString() ?? "null");

    [Fact]
    public void Texts_that_look_like_something_else_are_written_so_that_they_are_read_back()
    {
        var settings = new JsonObject { ["a"] = "3", ["b"] = "true", ["c"] = "x: y", ["d"] = "", ["e"] = "null", ["f"] = new JsonArray("a b", 1.5), ["g"] = new JsonObject(), ["h"] = 1e-7 };

        Assert.Equal(settings.ToJsonString(), YamlText.Parse(YamlText.Write(settings), "test").ToJsonString());
    }

    [Fact]
    public void The_documented_defaults_are_those_of_the_code()
    {
        var rows = Repository.Read(Repository.File("docs/configuration.md")).Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .ToDictionary(cells => cells[1].Trim(' ', '`'), cells => cells[2].Trim(' ', '`'));
        var settings = Settings.ToJson(new Settings().Resolve());
        var lines = YamlText.Write(settings).Split('\n').Select(line => line.Trim().Split(": ", 2)).Where(parts => parts.Length == 2);

        Assert.All(lines, line => Assert.Equal((line[0], line[1]), (line[0], rows.GetValueOrDefault(line[0], "not documented"))));
    }

    public void Dispose() => _folder.Dispose();
}
