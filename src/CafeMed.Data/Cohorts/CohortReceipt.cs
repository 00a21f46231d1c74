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
    public const int CurrentFormat = 1;

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

    /// <summary>How much of the drugs the map knew, by table.</summary>
    public required ImmutableArray<MapCoverage> Coverage { get; init; }

    /// <summary>The maps that it was made with: the shipped tables that were used, and the user's with the rows that each changed. Empty where nothing is mapped.</summary>
    public ImmutableArray<MapReceipt> Maps { get; init; } = [];

    /// <summary>Who was asked for.</summary>
    public required CohortCriteria Criteria { get; init; }

    /// <summary>What each criterion left out.</summary>
    public required ImmutableArray<CriterionDrop> CriterionDrops { get; init; }

    /// <summary>Patients of the cohort.</summary>
    public required int Patients { get; init; }

    /// <summary>Visits of the cohort.</summary>
    public required int Visits { get; init; }

    /// <summary>Codes of the cohort, by kind.</summary>
    public required ImmutableArray<KindCount> Kinds { get; init; }

    /// <summary>SHA-256 over every patient, visit and code, in hexadecimal: equal cohorts have equal digests.</summary>
    public required string Digest { get; init; }

    /// <summary>The receipt as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no receipt.</exception>
    public static CohortReceipt FromJson(string json) =>
        JsonSerializer.Deserialize<CohortReceipt>(json, _json) ?? throw new JsonException("The receipt is null.");
}
