using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Configuration;

namespace CafeMed.Cli.Configuration;

/// <summary>The options of the command line that decide who is made up; the same for every command that makes people up (docs/synthetic.md).</summary>
internal sealed class SyntheticSettings
{
    /// <summary>The key of these settings in a configuration: <c>synthetic.drift</c>.</summary>
    public const string Key = "synthetic";

    private static readonly SyntheticOptions s_usual = new();

    private readonly List<(Option Option, Func<ParseResult, SyntheticOptions, SyntheticOptions> Apply)> _all = [];

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public SyntheticSettings(Command command)
    {
        Number(new("--confounding"), "Hidden confounding, 0 to 3; 0 is none.", s_usual.Confounding, (o, value) => o with { Confounding = value });
        Number(new("--modification"), "How much the patient's state modifies effects, 0 to 3; 0 is not at all.", s_usual.Modification, (o, value) => o with { Modification = value });
        Number(new("--persistence"), "How much the last visit's drugs matter, 0 to 3.", s_usual.Persistence, (o, value) => o with { Persistence = value });
        Number(new("--rare-tail"), "How common rare diseases and codes are, 0 to 3; 0 leaves them out.", s_usual.RareTail, (o, value) => o with { RareTail = value });
        Number(new("--code-spread"), "How much codes of one disease differ in effect, 0 to 1.", s_usual.CodeSpread, (o, value) => o with { CodeSpread = value });
        Number(new("--missing-labels"), "Chance that a given drug is not recorded, 0 to 0.5.", s_usual.MissingLabels, (o, value) => o with { MissingLabels = value });
        Number(new("--spurious-labels"), "Chance that a drug group that was not given is recorded, 0 to 0.1.", s_usual.SpuriousLabels, (o, value) => o with { SpuriousLabels = value });
        Number(new("--missing-codes"), "Chance that a diagnosis or procedure is not recorded, 0 to 0.9.", s_usual.MissingCodes, (o, value) => o with { MissingCodes = value });
        Whole(new("--sites"), "Hospitals, 1 to 100.", s_usual.Sites, (o, value) => o with { Sites = value });
        Number(new("--site-variation"), "How much hospitals differ, 0 to 3; 0 makes them alike.", s_usual.SiteVariation, (o, value) => o with { SiteVariation = value });
        Number(new("--drift"), "Change of practice and diseases over the calendar, 0 to 3.", s_usual.Drift, (o, value) => o with { Drift = value });
        Whole(new("--max-visits"), "Visits of one person at most, 1 to 50.", s_usual.MaxVisits, (o, value) => o with { MaxVisits = value });
        Number(new("--icd9-share"), "Share of people coded in ICD-9, 0 to 1.", s_usual.Icd9Share, (o, value) => o with { Icd9Share = value });
        Number(new("--visits-per-patient"), "Mean visits of a person, 1 to 10.", s_usual.VisitsPerPatient, (o, value) => o with { VisitsPerPatient = value });
        Number(new("--diagnoses-per-visit"), "Mean diagnoses of a visit, 3 to 30.", s_usual.DiagnosesPerVisit, (o, value) => o with { DiagnosesPerVisit = value });
        Number(new("--procedures-per-visit"), "Mean procedures of a visit, 0.5 to 12.", s_usual.ProceduresPerVisit, (o, value) => o with { ProceduresPerVisit = value });
        Number(new("--drugs-per-visit"), "Mean drug groups of a visit, 3 to 50.", s_usual.DrugsPerVisit, (o, value) => o with { DrugsPerVisit = value });
        foreach (var (option, _) in _all)
            command.Add(option);
    }

    /// <summary>The options by name, such as <c>--drift</c>.</summary>
    public IEnumerable<Option> Options => _all.Select(pair => pair.Option);

    /// <summary>What was asked for: the defaults, then a configuration's <c>synthetic</c> section, then the command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="section">The section, or <see langword="null"/>.</param>
    /// <param name="patients">People.</param>
    /// <param name="seed">Chance.</param>
    /// <exception cref="CafeMedException"><c>CM3001</c>, <c>CM3002</c>: a key or value of the section is wrong. <c>CM7035</c>: the section has what the command line decides.</exception>
    public SyntheticOptions Of(ParseResult parsed, JsonObject? section, int patients, int seed)
    {
        foreach (var own in new[] { "patients", "seed" })
            if (section?.Any(pair => string.Equals(pair.Key, own, StringComparison.OrdinalIgnoreCase)) == true)
                throw SyntheticCliFaults.OwnOption(Key, own);
        var options = (section is null ? s_usual : StrictJson.Read<SyntheticOptions>(section.ToJsonString(), Key)) with { Patients = patients, Seed = seed };
        foreach (var (option, apply) in _all)
            if (parsed.GetResult(option) is { Implicit: false })
                options = apply(parsed, options);
        return options;
    }

    private void Number(Option<double> option, string description, double usual, Func<SyntheticOptions, double, SyntheticOptions> with)
    {
        (option.Description, option.HelpName, option.DefaultValueFactory) = (description, "X", _ => usual);
        option.CustomParser = result =>
        {
            if (result.Tokens is [{ Value: var text }] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                return value;
            result.AddError($"{option.Name} must be a number, not '{string.Join(' ', result.Tokens.Select(token => token.Value))}'.");
            return usual;
        };
        _all.Add((option, (parsed, options) => with(options, parsed.GetValue(option))));
    }

    private void Whole(Option<int> option, string description, int usual, Func<SyntheticOptions, int, SyntheticOptions> with)
    {
        (option.Description, option.HelpName, option.DefaultValueFactory) = (description, "N", _ => usual);
        _all.Add((option, (parsed, options) => with(options, parsed.GetValue(option))));
    }
}
