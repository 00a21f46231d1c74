using System.Text.Json;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Serving.Answers;

/// <summary>What a request says about the set that it wants.</summary>
internal static class AdviceOptions
{
    private const double MostBurden = 1e6;

    /// <summary>The names of the options.</summary>
    public static IReadOnlyList<string> Names { get; } = ["safe", "maxBurden", "objective", "gates"];

    /// <summary>How a safe set is to be made, or <see langword="null"/> where none was asked for.</summary>
    /// <exception cref="RefusedException">422: a value is none.</exception>
    public static SafeSetOptions? Of(JsonElement root, Decision decision)
    {
        var given = new SafeSetOptions { Threshold = decision.Threshold, KeepFrom = decision.KeepFrom };
        if (root.TryGetProperty("maxBurden", out var burden))
            given = given with
            {
                MaxBurden = burden.ValueKind == JsonValueKind.Number && burden.TryGetDouble(out var most) && most is >= 0 and <= MostBurden
                    ? most
                    : throw Bad("maxBurden", $"is no number from 0 to {MostBurden:0}"),
            };
        if (root.TryGetProperty("objective", out var objective))
            given = given with
            {
                Objective = objective.ValueKind != JsonValueKind.String ? throw Bad("objective", "is no text") : objective.GetString() switch
                {
                    "expected-jaccard" => SafeSetObjective.ExpectedJaccard,
                    "log-odds" => SafeSetObjective.LogOdds,
                    _ => throw Bad("objective", "is neither expected-jaccard nor log-odds"),
                },
            };
        if (!root.TryGetProperty("safe", out var safe))
            return null;
        return safe.ValueKind switch
        {
            JsonValueKind.True => given,
            JsonValueKind.False => null,
            _ => throw Bad("safe", "is neither true nor false"),
        };
    }

    /// <summary>Whether the reasons shall say how this patient turns effects up and down. Default: no.</summary>
    /// <exception cref="RefusedException">422: the value is neither true nor false.</exception>
    public static bool GatesOf(JsonElement root) => root.TryGetProperty("gates", out var gates) && gates.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad("gates", "is neither true nor false"),
    };

    private static RefusedException Bad(string name, string why) => new(422, ServingFaults.BadOption(name, why));
}
