using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CafeMed.Learning.Tuning;

/// <summary>One finished trial: what is appended to the trials file.</summary>
/// <param name="Number">From 0; 0 is the configuration as it was given.</param>
/// <param name="Place">Where it lies in the search space, in [0, 1] for each dimension.</param>
/// <param name="Settings">What it changed, by path; empty for trial 0.</param>
/// <param name="Rungs">What it had reached at each rung that it came to.</param>
/// <param name="Score">Best validation Jaccard, in [0, 1]; 0 where training broke.</param>
/// <param name="Epochs">Epochs that were trained; 0 for a baseline.</param>
/// <param name="Stopped">Whether it was stopped because it fell behind.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record TuningTrial(
    int Number, ImmutableArray<double> Place, JsonObject Settings, ImmutableArray<double> Rungs, double Score, int Epochs, bool Stopped, double Seconds);
