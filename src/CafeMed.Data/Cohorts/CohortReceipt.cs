using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CafeMed.Data;

/// <summary>Where a cohort comes from, and everything that was left out on the way. Written beside the cohort, and shown to whoever asks.</summary>
public sealed record CohortReceipt
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The version of the format that this program writes and reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>The cohort's name.</summary>
    public required string Name { get; init; }

    /// <summary>The connector or generator that made it.</summary>
    public required string Connector { get; init; }

    /// <summary>What to cite for it.</summary>
    public required string Source { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public required string Version { get; init; }

    /// <summary>The files it was made from, by name.</summary>
    public required ImmutableArray<SourceFile> Files { get; init; }

    /// <summary>What became of the rows, by table.</summary>
    public required ImmutableArray<TableReceipt> Tables { get; init; }

    /// <summary>The maps that it was made with: the shipped tables that were used, and the user's with the rows that each changed. Empty where nothing is mapped.</summary>
    public ImmutableArray<MapReceipt> Maps { get; init; } = [];

    /// <summary>How much of the drugs the map knew, by table.</summary>
    public required ImmutableArray<MapCoverage> Coverage { get; init; }

    /// <summary>What a visit's medications are, in words: what there is to recommend.</summary>
    public required string Label { get; init; }

    /// <summary>Who was asked for.</summary>
    public required CohortCriteria Criteria { get; init; }

    /// <summary>What each criterion left out.</summary>
    public required ImmutableArray<CriterionDrop> CriterionDrops { get; init; }

    /// <summary>Patients of the cohort.</summary>
    public required int Patients { get; init; }

    /// <summary>Visits of the cohort.</summary>
    public required int Visits { get; init; }

    /// <summary>Visits that began before an earlier one of the same patient had ended. They are kept, and counted before the criteria.</summary>
    public required int Overlaps { get; init; }

    /// <summary>Codes of the cohort, and how many different ones (the size of the vocabulary), by kind.</summary>
    public required ImmutableArray<KindCount> Kinds { get; init; }

    /// <summary>Patients of the cohort with more than one visit.</summary>
    public required int Repeated { get; init; }

    /// <summary>SHA-256 of the table of interactions that it is used with, in hexadecimal, or <see langword="null"/> where none was named.</summary>
    public string? Interactions { get; init; }

    /// <summary>The steps from rows to patients, with counts in and out and the reasons: the fields above in order.</summary>
    public ImmutableArray<FunnelStep> Funnel => FunnelStep.Of(this);

    /// <summary>The files that hold the cohort, in order; one where the cohort is small.</summary>
    public required ImmutableArray<CohortShard> Shards { get; init; }

    /// <summary>SHA-256 over every patient, visit and code, in hexadecimal: equal cohorts in equally many shards have equal digests. See <see cref="CohortDigest"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>The receipt as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no receipt.</exception>
    public static CohortReceipt FromJson(string json) =>
        JsonSerializer.Deserialize<CohortReceipt>(json, _json) ?? throw new JsonException("The receipt is null.");
}
