using System.Text.Json;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using static TorchSharp.torch;

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
            ["state"] = StoredJson.Write(snapshot.State),
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
            RequireComplete(tensors);
            return new(
                new TrainingSnapshot(StoredJson.Read<TrainingState>(texts, "state"), tensors),
                StrictJson.Read<StudyOptions>(texts.Take("options"), "checkpoint"),
                texts.Take("cohort"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or CafeMedException)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw Faults.Damaged(file.FullName, exception.Message, exception);
        }
    }

    // What the network has now it has at its best, and the optimiser has either both moments of it or none.
    private static void RequireComplete(Dictionary<string, Tensor> tensors)
    {
        foreach (var (name, value) in tensors)
            foreach (var partner in Partners(name))
                tensors.Take(partner, value.shape);
    }

    private static IEnumerable<string> Partners(string name) => name.Split('.', 2) switch
    {
        ["now", var own] => [$"best.{own}"],
        ["best", var own] => [$"now.{own}"],
        ["optimizer", var moment] when moment.Split('.', 2) is [var which, var own] => [$"now.{own}", $"optimizer.{(which == "mean" ? "square" : "mean")}.{own}"],
        _ => [],
    };
}
