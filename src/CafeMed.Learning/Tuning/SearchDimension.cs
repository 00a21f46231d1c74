using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CafeMed.Learning.Tuning;

/// <summary>One setting that is searched: a range of numbers, or some choices. Every value has a place in [0, 1], where the search works.</summary>
public sealed record SearchDimension
{
    private SearchDimension(string key) => Key = key;

    /// <summary>The setting's path in a study's settings, such as <c>trainer.learningRate</c>.</summary>
    public string Key { get; }

    /// <summary>The least number. Ignored where there are choices.</summary>
    public double Low { get; private init; }

    /// <summary>The greatest number. Ignored where there are choices.</summary>
    public double High { get; private init; }

    /// <summary>Whether numbers are spread evenly by their logarithm.</summary>
    public bool Logarithmic { get; private init; }

    /// <summary>What there is to choose from, in order; empty for a range.</summary>
    public ImmutableArray<string> Choices { get; private init; } = [];

    /// <summary>A range of numbers.</summary>
    /// <param name="key">The setting's path.</param>
    /// <param name="low">The least number; above 0 where <paramref name="logarithmic"/>.</param>
    /// <param name="high">The greatest number, above <paramref name="low"/>.</param>
    /// <param name="logarithmic">Whether numbers are spread evenly by their logarithm.</param>
    public static SearchDimension Range(string key, double low, double high, bool logarithmic = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        if (logarithmic)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        return new(key) { Low = low, High = high, Logarithmic = logarithmic };
    }

    /// <summary>Some choices, as JSON: <c>32</c>, <c>true</c>, <c>"full"</c>.</summary>
    public static SearchDimension Of(string key, params IEnumerable<string> choices)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new(key) { Choices = [.. choices] };
    }

    /// <summary>The value at a place, numbers with four digits.</summary>
    /// <param name="place">In [0, 1].</param>
    public JsonNode Value(double place)
    {
        if (!Choices.IsEmpty)
            return JsonNode.Parse(Choices[Choice(place)])!;
        var number = Logarithmic ? Low * Math.Pow(High / Low, place) : Low + (High - Low) * place;
        // Rounded, it must not leave the range.
        return JsonValue.Create(Math.Clamp(double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), Low, High));
    }

    /// <summary>The place of a value; the nearest one of a number that lies outside, the middle of a choice, and the first choice for what is none.</summary>
    public double Place(JsonNode? value)
    {
        if (!Choices.IsEmpty)
        {
            var choice = Math.Max(0, Choices.IndexOf(value?.ToJsonString() ?? "null"));
            return (choice + 0.5) / Choices.Length;
        }
        var number = Math.Clamp(value is JsonValue one && one.TryGetValue<double>(out var found) ? found : Low, Low, High);
        return Logarithmic ? Math.Log(number / Low) / Math.Log(High / Low) : (number - Low) / (High - Low);
    }

    /// <summary>The index of the choice at a place.</summary>
    internal int Choice(double place) => Math.Clamp((int)(place * Choices.Length), 0, Choices.Length - 1);
}
