using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Runs;

/// <summary>One run of each track on the same split, and both in one table.</summary>
internal static class TrackRuns
{
    /// <summary>Makes both, in folders of their own.</summary>
    public static async Task<object> RunAsync(CliContext context, RunFolder folder, Material material, InteractionChoice? chosen, StudyOptions options, CancellationToken ct)
    {
        folder.Make();
        var runs = new List<(VisitTrack Track, RunFolder Folder, Scoreboard Scores, PatientScores Patients)>();
        foreach (var track in Enum.GetValues<VisitTrack>())
        {
            context.Page.Heading($"Track {NameOf(track)}");
            var place = RunFolder.Choose(new DirectoryInfo(Path.Combine(folder.Folder.FullName, NameOf(track))), "", context.Time);
            var run = new StudyRun(context, place, material, chosen);
            await run.RunAsync(options with { Track = track }, null, ct).ConfigureAwait(false);
            runs.Add((track, place, run.Scores!, place.ReadScores()!));
        }
        var (before, after) = (runs[0], runs[1]);
        var tests = PairedTests.Against(before.Patients, [(NameOf(after.Track), after.Patients)], options.Seed)[0];
        TrackView.Show(context.Page, [.. runs.Select(run => (NameOf(run.Track), run.Scores))], tests);
        var result = new { Notice = Notice.Words, Runs = runs.Select(run => new { run.Track, Run = run.Folder.Folder.FullName, run.Scores }), Tests = tests };
        folder.Write("tracks.json", JsonText.Of(result) + "\n");
        return result;
    }

    private static string NameOf(VisitTrack track) => track.ToString().ToLowerInvariant();
}
