using System.CommandLine;
using System.Text.Json.Nodes;

namespace CafeMed.Cli.Configuration;

/// <summary>The options of the command line that decide what a study does; the same for every command that trains.</summary>
internal sealed class StudySettings
{
    private readonly Option<string?> _network = new("--network")
    {
        Description = "The network to train, one of `cafemed ls networks`. Default: cafemed, or the configuration's.",
        HelpName = "NAME",
    };

    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = "Most passes over the training patients; training stops earlier when validation does not improve. Default: 30, or the configuration's.",
        HelpName = "N",
    };

    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "How the cohort is split: leak-free (by a hash of the patient), or legacy (by the order of patients, with the interactions that came with the records; docs/legacy.md). Default: leak-free, or the configuration's.",
        HelpName = "NAME",
    };

    private readonly Option<FileInfo?> _config = new("--config")
    {
        Description = "A YAML file of settings (docs/configuration.md). Default: none, every setting has its default.",
        HelpName = "FILE.yaml",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One setting, over the file's: --set trainer.batch=32. May be repeated. Default: none.",
        HelpName = "a.b=c",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public StudySettings(Command command)
    {
        CommonOptions.From(_epochs, 1, int.MaxValue);
        _protocol.AcceptOnlyFromAmong("leak-free", "legacy");
        foreach (var option in new Option[] { _network, _epochs, _protocol, _config, _set })
            command.Add(option);
    }

    /// <summary>What was asked for.</summary>
    public Settings Of(ParseResult parsed, int? seed) => new Settings()
        .Add(parsed.GetValue(_config))
        .Add(parsed.GetValue(_set) ?? [])
        .Set("network", Node(parsed.GetValue(_network)))
        .Set("protocol", Node(parsed.GetValue(_protocol)))
        .Set("trainer.epochs", Node(parsed.GetValue(_epochs)))
        .Set("seed", Node(seed));

    private static JsonValue? Node(string? text) => text is null ? null : JsonValue.Create(text);

    private static JsonValue? Node(int? number) => number is { } value ? JsonValue.Create(value) : null;
}
