using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>The options that say whose effects are estimated, and how; the same for every command that estimates.</summary>
internal sealed class EffectSettings
{
    private readonly Option<DirectoryInfo> _cohort = new("--cohort") { Description = "Cohort folder, from `cafemed data`.", HelpName = "COHORT", Required = true };

    private readonly Option<string> _estimator = new("--estimator")
    {
        Description = "One of `cafemed ls estimators`.", HelpName = "NAME", DefaultValueFactory = _ => "ridge-dml",
    };

    private const string Both = "both";

    private readonly Option<string> _track = new("--track") { DefaultValueFactory = _ => "total" };

    private readonly Option<int> _level = new("--level") { Description = "ATC level of the drugs, 3 to 5.", HelpName = "N", DefaultValueFactory = _ => AtcLevel.Default };

    private readonly Option<bool> _everyone = new("--everyone")
    {
        Description = "Estimate on all patients. No evaluation will then accept the effects. Default: on the training part, as `cafemed train` splits with the same --seed.",
    };

    private readonly Option<bool> _hc3 = new("--hc3") { Description = "Make standard errors larger by each visit's leverage (ridge-dml). Default: no." };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="both">Whether both tracks may be asked for at once.</param>
    public EffectSettings(Command command, bool both = false)
    {
        _track.Description = "total: adjusts for history, context and chronic diagnoses. direct: for every other code of the visit as well."
            + (both ? " both: the total effects, and a remark where the direct effect has the other sign." : "");
        _track.HelpName = both ? "total|direct|both" : "total|direct";
        _track.AcceptOnlyFromAmong(both ? ["total", "direct", Both] : ["total", "direct"]);
        CommonOptions.From(_level, 3, 5);
        foreach (var option in new Option[] { _cohort, _estimator, _track, _level, _everyone, _hc3 })
            command.Add(option);
    }

    /// <summary>Reads the cohort and what is to be done with it.</summary>
    public async Task<EffectTask> ReadAsync(ParseResult parsed, CliContext context, CancellationToken ct)
    {
        var estimator = Study.Estimators.Create(parsed.GetValue(_estimator)!);
        context.Log.Stage("Reading the cohort");
        var material = await Material.ReadAsync(parsed.GetValue(_cohort)!, ct).ConfigureAwait(false);
        var (defaults, track) = (new StudyOptions(), parsed.GetValue(_track));
        var seed = context.Seed ?? defaults.Seed;
        var people = parsed.GetValue(_everyone) ? material.Cohort : CohortSplit.ByPatient(material.Cohort, seed).Training;
        var training = people.AtLevel(parsed.GetValue(_level));
        var vocabularies = Vocabularies.Of(training, kind => kind == CodeKind.Medication ? defaults.MinMedicationPatients : defaults.MinCodePatients);
        return new(estimator, material, training, vocabularies, new EffectOptions { Track = track == "direct" ? EffectTrack.Direct : EffectTrack.Total, Seed = seed, Hc3 = parsed.GetValue(_hc3) }, track == Both);
    }

    /// <summary>What is to be estimated.</summary>
    internal sealed record EffectTask(ICausalEstimator Estimator, Material Material, Cohort Training, Vocabularies Vocabularies, EffectOptions Options, bool BothTracks);
}
