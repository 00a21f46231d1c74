using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CafeMed.Cli.Configuration;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Runs;

/// <summary>A comparison on disk: one file per finished run, and the tables made of them.</summary>
internal sealed class AblationFolder
{
    private const string Begun = "comparison.json";

    // A patient without any drug has no PRAUC: NaN must come back as it was.
    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly RunFolder _folder;
    private readonly RunFolder _runs;

    private AblationFolder(DirectoryInfo place) =>
        (_folder, _runs) = (new RunFolder(place), new RunFolder(new DirectoryInfo(Path.Combine(place.FullName, "runs"))));

    /// <summary>Where it is.</summary>
    public DirectoryInfo Place => _folder.Folder;

    /// <summary>Begins a comparison, or goes on with one of the same settings and cohort.</summary>
    /// <exception cref="CafeMedException"><c>CM7005</c>: the folder cannot be written; <c>CM7045</c>: another comparison is there; <c>CM7046</c>: something else is.</exception>
    public static AblationFolder Open(DirectoryInfo place, StudyOptions study, string cohortDigest)
    {
        var folder = new AblationFolder(new DirectoryInfo(Path.TrimEndingDirectorySeparator(place.FullName)));
        var begun = new FileInfo(Path.Combine(folder.Place.FullName, Begun));
        // The seed is the runs' own.
        var settings = Settings.ToJson(study with { Seed = 0 });
        if (begun.Exists)
            folder.Require(begun, settings, cohortDigest);
        else if (File.Exists(folder.Place.FullName) || folder.Place.Exists && folder.Place.EnumerateFileSystemInfos().Any())
            throw AblateFaults.NotAComparison(folder.Place.FullName);
        folder._folder.Make();
        folder._runs.Make();
        folder._folder.Write(Begun, new JsonObject { ["cohort"] = cohortDigest, ["program"] = CliVersion.Program, ["study"] = settings }.ToJsonString() + "\n");
        return folder;
    }

    /// <summary>A run that was finished; <see langword="null"/> where it was not, or where its file is torn: it is then made again.</summary>
    public AblationRun? Find(AblationVariant variant, int seed)
    {
        var file = new FileInfo(Path.Combine(_runs.Folder.FullName, NameOf(variant, seed)));
        if (!file.Exists)
            return null;
        try
        {
            var run = JsonSerializer.Deserialize<AblationRun>(File.ReadAllText(file.FullName), _form);
            return run is { } found && found.Variant == variant.Name && found.Seed == seed ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
    }

    /// <summary>Keeps a finished run.</summary>
    public void Keep(AblationVariant variant, AblationRun run) => _runs.Write(NameOf(variant, run.Seed), JsonSerializer.Serialize(run, _form));

    /// <summary>Writes a file of results.</summary>
    public void Write(string name, string text) => _folder.Write(name, text);

    private void Require(FileInfo begun, JsonObject settings, string cohortDigest)
    {
        try
        {
            var stored = (JsonObject)JsonNode.Parse(File.ReadAllText(begun.FullName))!;
            if ((string?)stored["cohort"] != cohortDigest)
                throw AblateFaults.OtherComparison(Place.FullName, "its cohort is another");
            if (!JsonNode.DeepEquals(stored["study"], settings))
                throw AblateFaults.OtherComparison(Place.FullName, "its settings are others");
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException or InvalidOperationException or NullReferenceException)
        {
            throw Faults.RunDamaged(begun.FullName, "it is not what this program writes.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(begun.FullName, exception);
        }
    }

    private static string NameOf(AblationVariant variant, int seed) =>
        $"{string.Concat(variant.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '=' or '+' or '.' ? letter : '_'))}-seed{seed}.json";
}
