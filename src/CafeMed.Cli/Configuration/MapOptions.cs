using System.CommandLine;
using System.CommandLine.Parsing;
using CafeMed.Data;

namespace CafeMed.Cli.Configuration;

/// <summary>The options of what records are mapped with, for every command that reads records.</summary>
internal sealed class MapOptions
{
    private readonly Option<FileInfo[]> _map = new("--map")
    {
        Description = "A map of your own that goes before the shipped ones: a CSV from_system,from_code,to_system,to_code or drug,atc5. Repeatable; of two that know a code the later one answers. Default: none.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<FileInfo?> _drugMap = new("--drug-map")
    {
        Description = "A CSV drug,atc5 in place of all that is shipped for drugs' names. Default: the shipped maps.",
        HelpName = "FILE",
    };

    private readonly Option<int?> _icd = new("--icd")
    {
        Description = "Turns diagnoses and procedures into this edition of ICD by the General Equivalence Mappings, all targets of each: 9 or 10. Default: codes stay as they are.",
        HelpName = "EDITION",
    };

    /// <summary>Gives <paramref name="command"/> the options.</summary>
    public MapOptions(Command command)
    {
        CommonOptions.From(_icd, 9, 10);
        command.Add(_map);
        command.Add(_drugMap);
        command.Add(_icd);
    }

    /// <summary>What was asked for.</summary>
    public ImportOptions Of(ParseResult parsed) => new()
    {
        DrugMapFile = parsed.GetValue(_drugMap),
        MapFiles = [.. parsed.GetValue(_map) ?? []],
        IcdEdition = parsed.GetValue(_icd),
    };

    /// <summary>Those that were given, for a command that cannot use them.</summary>
    public IEnumerable<string> Given(CommandResult result) => new Option[] { _map, _drugMap, _icd }.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name);
}
