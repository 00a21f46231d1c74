using System.Text.Json.Nodes;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Studies;

namespace CafeMed.Tests.House;

/// <summary>docs/configuration.md names every setting, with the default that the program has.</summary>
public sealed class ConfigurationDocumentTests
{
    private static readonly JsonObject Defaults = (JsonObject)JsonNode.Parse(StrictJson.Write(new StudyOptions()))!;

    [Fact]
    public void The_study_s_settings_are_documented() => Compare("## The study", Without(Defaults, "trainer"), except: ["options", "baselines"]);

    [Fact]
    public void The_trainer_s_settings_are_documented() => Compare("## `trainer`", (JsonObject)Defaults["trainer"]!, except: []);

    [Fact]
    public void The_network_s_settings_are_documented() =>
        Compare("## `options` of `cafemed`", (JsonObject)JsonNode.Parse(NetworkFactory.Resolve("cafemed", "{}"))!, except: []);

    private static void Compare(string heading, JsonObject defaults, string[] except)
    {
        var rows = Rows(heading);

        Assert.Equal(defaults.Select(setting => setting.Key).Order(), rows.Keys.Order());
        Assert.All(defaults.Where(setting => !except.Contains(setting.Key)), setting =>
            Assert.Equal(setting.Value?.ToJsonString().Trim('"') ?? "null", rows[setting.Key]));
    }

    private static JsonObject Without(JsonObject settings, string key)
    {
        var copy = (JsonObject)settings.DeepClone();
        copy.Remove(key);
        return copy;
    }

    // The first two columns of the table under a heading: key and default.
    private static Dictionary<string, string> Rows(string heading) => Repository.Read(Repository.File("docs/configuration.md"))
        .Split('\n')
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1].Trim('`'), cells => cells[2].Trim('`'));
}
