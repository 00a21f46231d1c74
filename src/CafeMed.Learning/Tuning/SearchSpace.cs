using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Studies;

namespace CafeMed.Learning.Tuning;

/// <summary>What of a recommender is searched.</summary>
/// <param name="Dimensions">The settings; none where there is nothing to choose.</param>
public sealed record SearchSpace(ImmutableArray<SearchDimension> Dimensions)
{
    private static readonly SearchDimension[] s_training =
    [
        SearchDimension.Range("trainer.learningRate", 5e-4, 2e-2, logarithmic: true),
        SearchDimension.Range("trainer.weightDecay", 1e-3, 0.3, logarithmic: true),
        SearchDimension.Range("trainer.jaccardWeight", 0, 1),
        SearchDimension.Of("trainer.batch", "32", "64", "128"),
    ];

    // Which of them a network has is asked of its options.
    private static readonly SearchDimension[] s_network =
    [
        SearchDimension.Of("options.width", "16", "32", "64", "128"),
        SearchDimension.Of("options.rank", "8", "16", "32"),
        SearchDimension.Range("options.dropout", 0, 0.8),
        SearchDimension.Range("options.gatePenalty", 1e-3, 1, logarithmic: true),
    ];

    private static readonly SearchDimension s_rareCodes = SearchDimension.Of("minCodePatients", "1", "2", "3", "5", "8");

    /// <summary>The usual space of a network or a baseline: a network's training and size; of those that do not read causal effects, which are costly to estimate again, also how rare a code may be. The penalties of <c>ridge</c> and <c>logistic</c> are not in it: both choose theirs on validation within every trial.</summary>
    /// <param name="recommender">A name of <see cref="Recommender.Named"/>.</param>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no such recommender.</exception>
    public static SearchSpace Of(string recommender)
    {
        var named = Recommender.Named(recommender);
        if (!named.IsNetwork)
            return new(recommender switch
            {
                "ridge" => [s_rareCodes],
                "logistic" => [s_rareCodes, SearchDimension.Of("trainer.recency", "false", "true")],
                _ => [],
            });
        var options = (JsonObject)JsonNode.Parse(NetworkFactory.Resolve(recommender, "{}"))!;
        return new(
        [
            .. s_training, .. s_network.Where(dimension => options.ContainsKey(dimension.Key.Split('.')[1])), .. named.ReadsEffects ? (SearchDimension[])[] : [s_rareCodes],
        ]);
    }

    /// <summary>Where a study's own settings lie.</summary>
    public double[] Place(StudyOptions study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var json = JsonNode.Parse(StrictJson.Write(study));
        return [.. Dimensions.Select(dimension => dimension.Place(dimension.Key.Split('.').Aggregate(json, (at, key) => at?[key])))];
    }

    /// <summary>The settings at a place, by path.</summary>
    /// <param name="place">One number in [0, 1] for each dimension.</param>
    public JsonObject Settings(IReadOnlyList<double> place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new(Dimensions.Select((dimension, d) => KeyValuePair.Create(dimension.Key, (JsonNode?)dimension.Value(place[d]))));
    }

    /// <summary>A study with settings laid over its own.</summary>
    /// <param name="study">The study.</param>
    /// <param name="settings">By path, as from <see cref="Settings"/>.</param>
    /// <exception cref="CafeMedException"><c>CM2002</c>, <c>CM3001</c>, <c>CM3002</c>: a name, key or value is wrong.</exception>
    public static StudyOptions Apply(StudyOptions study, JsonObject settings)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(settings);
        var json = (JsonObject)JsonNode.Parse(StrictJson.Write(study))!;
        Lay(json, settings);
        return Study.Resolve(StrictJson.Read<StudyOptions>(json.ToJsonString(), "study"));
    }

    /// <summary>Settings by path as nested keys, laid over <paramref name="json"/>.</summary>
    public static void Lay(JsonObject json, JsonObject settings)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var (path, value) in settings)
        {
            var (at, keys) = (json, path.Split('.'));
            foreach (var key in keys[..^1])
            {
                if (at[key] is not JsonObject)
                    at[key] = new JsonObject();
                at = at[key]!.AsObject();
            }
            at[keys[^1]] = value?.DeepClone();
        }
    }
}
