using System.Text.Json;
using System.Text.Json.Nodes;

namespace CafeMed.Cli.Runs;

/// <summary>A folder of long work that can be gone on with: what it was begun with stands in one file, and must not change.</summary>
internal static class WorkFolder
{
    /// <summary>Begins, or goes on with what was begun with the same settings.</summary>
    /// <param name="place">New, empty, or begun before.</param>
    /// <param name="file">The file of settings.</param>
    /// <param name="begun">The settings.</param>
    /// <param name="verb">Whose folder it is.</param>
    /// <exception cref="CafeMedException"><c>CM7004</c>: damaged; <c>CM7005</c>: it cannot be written; <c>CM7080</c>: other settings; <c>CM7081</c>: something else is there.</exception>
    public static RunFolder Open(DirectoryInfo place, string file, JsonObject begun, string verb)
    {
        var folder = new RunFolder(new DirectoryInfo(Path.TrimEndingDirectorySeparator(place.FullName)));
        var at = Path.Combine(folder.Folder.FullName, file);
        if (File.Exists(at))
        {
            Require(at, folder.Folder.FullName, begun, verb);
            return folder;
        }
        if (File.Exists(folder.Folder.FullName) || folder.Folder.Exists && folder.Folder.EnumerateFileSystemInfos().Any())
            throw FieldFaults.NotBegun(folder.Folder.FullName, verb);
        folder.Make();
        folder.Write(file, begun.ToJsonString() + "\n");
        return folder;
    }

    private static void Require(string file, string folder, JsonObject begun, string verb)
    {
        try
        {
            var stored = (JsonObject)JsonNode.Parse(File.ReadAllText(file))!;
            foreach (var key in begun.Select(pair => pair.Key).Union(stored.Select(pair => pair.Key)))
                if (!JsonNode.DeepEquals(stored[key], JsonNode.Parse(begun[key]?.ToJsonString() ?? "null")))
                    throw FieldFaults.OtherWork(folder, $"its {key} is another", verb);
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException or NullReferenceException)
        {
            throw Faults.RunDamaged(file, "it is not what this program writes.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file, exception);
        }
    }
}
