using System.CommandLine;
using System.CommandLine.Parsing;
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
        Description = "Most passes over the training patients; training stops earlier when validation does not improve. Default: 10, or the configuration's.",
        HelpName = "N",
    };

    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "How the cohort is split: leak-free (by a hash of the patient), or legacy (by the order of patients, with the interactions that came with the records; docs/legacy.md). Default: leak-free, or the configuration's.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _split = new("--split")
    {
        Description = "What is held out as a whole: patient, hospital (with all of its patients), or time (the latest patients; docs/evaluation.md). Default: patient, or the configuration's.",
        HelpName = "KIND",
    };

    private readonly Option<int?> _fold = new("--fold")
    {
        Description = "Test this fold of split.folds (5), from 1: everybody is tested in exactly one. Default: none, one split of two thirds, a sixth and a sixth; or the configuration's.",
        HelpName = "K",
    };

    private readonly Option<string?> _track = new("--track")
    {
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

    /// <summary>What <c>--track</c> says for one run of each.</summary>
    public const string Both = "both";

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="bothTracks">Whether it can make a run of each track.</param>
    public StudySettings(Command command, bool bothTracks = false)
    {
        _track.Description = "Which codes of a visit may be used: retrospective (all of the stay, as the field does), or admission (what is known on arrival; docs/evaluation.md)"
            + (bothTracks ? "; both makes a run of each in RUN/retrospective and RUN/admission, and one table" : "") + ". Default: retrospective, or the configuration's.";
        _track.AcceptOnlyFromAmong(["retrospective", "admission", .. bothTracks ? [Both] : Array.Empty<string>()]);
        _split.AcceptOnlyFromAmong("patient", "hospital", "time");
        CommonOptions.From(_fold, 1, 100);
        CommonOptions.From(_epochs, 1, int.MaxValue);
        _protocol.AcceptOnlyFromAmong("leak-free", "legacy");
        foreach (var option in new Option[] { _network, _epochs, _protocol, _split, _fold, _track, _config, _set })
            command.Add(option);
    }

    /// <summary>Whether one fold is asked for.</summary>
    public bool HasFold(SymbolResult result) => result.GetValue(_fold) is not null;

    /// <summary>Whether a run of each track is asked for.</summary>
    public bool OfBothTracks(SymbolResult result) => result.GetValue(_track) == Both;

    /// <summary>What was asked for.</summary>
    public Settings Of(ParseResult parsed, int? seed) => new Settings()
        .Add(parsed.GetValue(_config))
        .Add(parsed.GetValue(_set) ?? [])
        .Set("network", Node(parsed.GetValue(_network)))
        .Set("protocol", Node(parsed.GetValue(_protocol)))
        .Set("split.kind", Node(parsed.GetValue(_split)))
        .Set("split.fold", Node(parsed.GetValue(_fold)))
        .Set("track", Node(parsed.GetValue(_track) is var track && track == Both ? null : track))
        .Set("trainer.epochs", Node(parsed.GetValue(_epochs)))
        .Set("seed", Node(seed));

    private static JsonValue? Node(string? text) => text is null ? null : JsonValue.Create(text);

    private static JsonValue? Node(int? number) => number is { } value ? JsonValue.Create(value) : null;
}
