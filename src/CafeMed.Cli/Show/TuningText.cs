using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Tuning;

namespace CafeMed.Cli.Show;

/// <summary>A search as YAML, Markdown, JSON and text.</summary>
internal static class TuningText
{
    private const int Shown = 10;

    /// <summary>The best settings as a configuration, with what they cost in its first lines.</summary>
    public static string Best(string recommender, string about, StudyOptions study, IReadOnlyList<TuningTrial> trials)
    {
        var best = Tuner.Best(trials);
        var resolved = Settings.ToJson(SearchSpace.Apply(study, best.Settings));
        var named = Recommender.Named(recommender);
        var settings = new JsonObject();
        if (named.IsNetwork)
        {
            settings["network"] = recommender;
            settings["options"] = resolved["options"]!.DeepClone();
        }
        else
            settings["baselines"] = new JsonArray(recommender);
        settings["minCodePatients"] = resolved["minCodePatients"]!.DeepClone();
        settings["trainer"] = resolved["trainer"]!.DeepClone();
        return string.Create(CultureInfo.InvariantCulture, $"""
            # The best of {trials.Count} trials for {recommender}: trial {best.Number + 1}, validation Jaccard {best.Score:0.0000}; the configuration as it was given had {trials[0].Score:0.0000}.
            # {about}.
            # Cost: {trials.Sum(trial => trial.Epochs)} epochs, {trials.Count(trial => trial.Stopped)} trials stopped early, {trials.Sum(trial => trial.Seconds):0.0} seconds.
            # Chosen on validation patients alone; the score of the best of many is too good: measure on test patients.

            """).ReplaceLineEndings("\n") + YamlText.Write(settings);
    }

    /// <summary>The table of trials, best first.</summary>
    public static string Of(string recommender, string about, IReadOnlyList<TuningTrial> trials)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Tuning {recommender}\n\n{about}. {trials.Sum(trial => trial.Epochs)} epochs in all, {trials.Sum(trial => trial.Seconds):0.0} seconds. Jaccard on validation patients; the best of many is too good to be true.\n\n");
        text.Append("| trial | Jaccard | epochs | seconds | settings |\n|---|---|---|---|---|\n");
        foreach (var trial in trials.OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number))
            text.Append(CultureInfo.InvariantCulture, $"| {trial.Number + 1} | {trial.Score:0.0000} | {trial.Epochs}{(trial.Stopped ? ", stopped" : "")} | {trial.Seconds:0.0} | {Told(trial)} |\n");
        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public static object Result(string recommender, string about, IReadOnlyList<TuningTrial> trials, string folder)
    {
        var best = Tuner.Best(trials);
        return new
        {
            Notice = Notice.Words, Folder = folder, Recommender = recommender, About = about, Best = best,
            Cost = new { Trials = trials.Count, Epochs = trials.Sum(trial => trial.Epochs), Stopped = trials.Count(trial => trial.Stopped), Seconds = trials.Sum(trial => trial.Seconds) },
            Trials = trials,
        };
    }

    /// <summary>Prints the best trials.</summary>
    public static void Show(Page page, string recommender, IReadOnlyList<TuningTrial> trials)
    {
        page.Heading($"Tuning {recommender}: the best of {Figures.Of(trials.Count, "trial")}");
        page.Table(["trial", "Jaccard", "epochs", "seconds", "<settings"], trials.OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number).Take(Shown).Select(trial => new[]
        {
            $"{trial.Number + 1}", $"{trial.Score:0.0000}", $"{trial.Epochs}", $"{trial.Seconds:0.0}", Told(trial),
        }));
        page.Text("Jaccard on validation patients, at the best threshold; no test patient was looked at. The best of many is too good: measure it with `cafemed train --config best.yaml`.");
    }

    private static string Told(TuningTrial trial) => trial.Settings.Count == 0
        ? "as given"
        : string.Join(", ", trial.Settings.Select(pair => $"{pair.Key.Split('.')[^1]} {pair.Value?.ToJsonString()}"));
}
