using System.Text.Json;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Storage;

/// <summary>A training on disk: what <c>--resume</c> goes on from.</summary>
public static class CheckpointFile
{
    private const string Kind = "cafemed-checkpoint";
    private const string Version = "1";

    /// <summary>Writes <paramref name="snapshot"/>; an earlier file stays whole until the new one is.</summary>
    /// <exception cref="CafeMedException"><c>CM3010</c>: the file cannot be written.</exception>
    public static void Write(FileInfo file, TrainingSnapshot snapshot, StudyOptions options, string cohortDigest)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(snapshot);
        TensorFile.Write(file, snapshot.Tensors, new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["version"] = Version,
            ["state"] = JsonSerializer.Serialize(snapshot.State),
            ["options"] = StrictJson.Write(options),
            ["cohort"] = cohortDigest,
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="CafeMedException"><c>CM3011</c>: no such file; <c>CM3012</c>: damaged; <c>CM3013</c>: of another kind or version.</exception>
    public static SavedCheckpoint Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (tensors, texts) = TensorFile.Read(file);
        FileKind.Require(file, texts, Kind, Version);
        try
        {
            return new(
                new TrainingSnapshot(JsonSerializer.Deserialize<TrainingState>(texts["state"])!, tensors),
                StrictJson.Read<StudyOptions>(texts["options"], "checkpoint"),
                texts["cohort"]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            throw Faults.Damaged(file.FullName, exception);
        }
    }
}
