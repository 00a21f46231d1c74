using System.Text.Json;
using System.Text.Json.Serialization;
using CafeMed.Learning.Evaluation;

namespace CafeMed.Learning.Storage;

/// <summary>The measures of every held-out patient as a text: enough to compare a run with any other on the same patients. It holds no identifier and no code.</summary>
public static class ScoresFile
{
    private const string Kind = "cafemed-scores";
    private const int Version = 1;

    // A patient without any drug has no PRAUC: NaN must come back as it was.
    private static readonly JsonSerializerOptions s_form = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The text of <paramref name="scores"/>.</summary>
    public static string Write(PatientScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return JsonSerializer.Serialize(new Record(Kind, Version, [.. scores.People], [.. scores.Recommenders]), s_form);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file, for the message.</param>
    /// <exception cref="CafeMedException"><c>CM3101</c>: it is something else.</exception>
    public static PatientScores Read(string text, string name)
    {
        try
        {
            var record = JsonSerializer.Deserialize<Record>(text, s_form);
            if (record is not { Kind: Kind, Version: Version })
                throw MeasureFaults.ScoresDamaged(name, $"it is not '{Kind}' of version {Version}.", null);
            if (record.People.Length == 0 || record.Recommenders.Length == 0 || record.Recommenders.Any(row => row.All.Any(column => column.Length != record.People.Length)))
                throw MeasureFaults.ScoresDamaged(name, "its columns have different lengths.", null);
            return new([.. record.People], [.. record.Recommenders]);
        }
        catch (JsonException exception)
        {
            throw MeasureFaults.ScoresDamaged(name, exception.Message, exception);
        }
    }

    private sealed record Record(string Kind, int Version, ulong[] People, PatientScores.Row[] Recommenders);
}
