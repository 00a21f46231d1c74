using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CafeMed.Learning.Tuning;

/// <summary>Searches settings on validation patients: trial 0 is what was given, some by chance, then <see cref="TreeParzen"/>, each stopped early by <see cref="SuccessiveHalving"/>.</summary>
/// <remarks>A trial depends on the seed, its number and the trials before it, so a search that was cut off goes on to the same result.</remarks>
/// <param name="space">What is searched.</param>
/// <param name="start">Where trial 0 lies.</param>
/// <param name="epochs">Most epochs of a trial.</param>
/// <param name="seed">Chance.</param>
public sealed class Tuner(SearchSpace space, double[] start, int epochs, int seed)
{
    private const int Startup = 6;

    /// <summary>Trains with some settings, and asks after every epoch, with its number and the best score so far, whether to go on; gives back the best score and the epochs.</summary>
    public delegate (double Score, int Epochs) Run(JsonObject settings, Func<int, double, bool> goOn);

    /// <summary>Does the trial after <paramref name="before"/>.</summary>
    /// <param name="before">All earlier trials, in order.</param>
    /// <param name="run">Trains.</param>
    public TuningTrial Next(IReadOnlyList<TuningTrial> before, Run run)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(run);
        var number = before.Count;
        var place = number == 0 ? start : TreeParzen.Propose(space, [.. before.Select(trial => (trial.Place.ToArray(), trial.Score))], Startup, seed, number);
        var settings = number == 0 ? [] : space.Settings(place);
        var (rungs, marks, stopped, clock) = (SuccessiveHalving.Rungs(epochs), new List<double>(), false, Stopwatch.StartNew());
        var (score, trained) = run(settings, (epoch, best) =>
        {
            if (marks.Count >= rungs.Length || epoch < rungs[marks.Count])
                return true;
            var others = before.Where(trial => trial.Rungs.Length > marks.Count).Select(trial => trial.Rungs[marks.Count]).ToArray();
            marks.Add(best);
            stopped = !SuccessiveHalving.GoesOn(best, others);
            return !stopped;
        });
        return new(number, [.. place], settings, [.. marks], score, trained, stopped, clock.Elapsed.TotalSeconds);
    }

    /// <summary>The best trial; of equal ones the first.</summary>
    public static TuningTrial Best(IReadOnlyList<TuningTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return trials.MaxBy(trial => trial.Score) ?? throw new ArgumentException("There is no trial.", nameof(trials));
    }
}
