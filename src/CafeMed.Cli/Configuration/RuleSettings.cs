using System.CommandLine;

namespace CafeMed.Cli.Configuration;

/// <summary>The options that switch rules off and give them another level, for commands without a study.</summary>
internal sealed class RuleSettings
{
    private readonly Option<FileInfo?> _config = new("--config")
    {
        Description = "A YAML file of settings, of which rules: is read (docs/safety.md). Default: none, every rule has its own levels; for recommend, the run's.",
        HelpName = "FILE.yaml",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One setting of a rule, over the file's: --set rules.many-drugs.enabled=false, --set rules.duplicate-therapy.severity=caution. May be repeated. Default: none.",
        HelpName = "rules.a.b=c",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public RuleSettings(Command command)
    {
        command.Add(_config);
        command.Add(_set);
    }

    /// <summary>What was asked for, over what is <paramref name="stored"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>, <c>CM3001</c>, <c>CM3002</c>, <c>CM7006</c>, <c>CM7007</c>, <c>CM7009</c>: it cannot be used.</exception>
    public IReadOnlyDictionary<string, RuleOptions> Of(ParseResult parsed, IReadOnlyDictionary<string, RuleOptions> stored)
    {
        var (file, set) = (parsed.GetValue(_config), parsed.GetValue(_set) ?? []);
        // Reading settings costs a start-up of its own: whoever says nothing does not pay for it.
        return file is null && set.Length == 0 ? stored : new Settings().Add(file).Add(set).Rules(stored);
    }
}
