using System.CommandLine;
using CafeMed.Cli.Checks;
using CafeMed.Cli.Runs;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Configuration;

/// <summary>The options that choose tables of interactions; the same for every command that uses them.</summary>
internal sealed class InteractionOptions
{
    private readonly Option<FileInfo?> _file = new("--interactions")
    {
        Description = "A table of interactions of your own, beside the shipped ones: CSV first,second,severity (docs/safety.md), the field's drug-DDI.csv, or an adjacency pickle. Default: the shipped tables alone; with --resume, the run's.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _alone = new("--interactions-alone")
    {
        Description = "Use the table of --interactions in place of the shipped ones. Default: beside them.",
    };

    private readonly Option<string> _level = new("--interactions-level")
    {
        Description = "The level of every pair of a table that has none: note, caution, warning or contraindicated.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => SeverityText.Of(InteractionChoice.Shipped.Level),
    };

    private readonly Option<int> _sideEffects = new("--side-effects")
    {
        Description = "Of drug-DDI.csv, keep the N least frequent side effects; 0 keeps all.",
        HelpName = "N",
        DefaultValueFactory = _ => FieldInteractions.Kept,
    };

    private readonly Option<FileInfo?> _stitch = new("--stitch-atc")
    {
        Description = "Of drug-DDI.csv, the map from STITCH to ATC (drug-atc.csv). Default: drug-atc.csv beside it.",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _vocabulary = new("--interactions-vocabulary")
    {
        Description = "Of an adjacency pickle, the pickle that names its rows (voc_final.pkl). Default: voc_final.pkl beside it.",
        HelpName = "FILE.pkl",
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public InteractionOptions(Command command)
    {
        CommonOptions.From(_sideEffects, 0, int.MaxValue);
        foreach (var option in new Option[] { _file, _alone, _level, _sideEffects, _stitch, _vocabulary })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_file) is not null)
                return;
            foreach (var option in new Option[] { _alone, _level, _sideEffects, _stitch, _vocabulary })
                if (result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name} needs --interactions FILE.");
        });
    }

    /// <summary>What was asked for, or <see langword="null"/> where nothing was said.</summary>
    /// <exception cref="CafeMedException"><c>CM7058</c>: no such level.</exception>
    public InteractionChoice? Of(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is not { } file)
            return null;
        string? Beside(string name) => Path.Combine(file.DirectoryName ?? "", name) is var path && File.Exists(path) ? path : null;
        return new InteractionChoice(
            file.FullName,
            parsed.GetValue(_alone),
            SeverityText.Parse(_level.Name, parsed.GetValue(_level)!),
            parsed.GetValue(_sideEffects),
            parsed.GetValue(_stitch)?.FullName ?? Beside("drug-atc.csv"),
            parsed.GetValue(_vocabulary)?.FullName ?? Beside("voc_final.pkl"));
    }
}
