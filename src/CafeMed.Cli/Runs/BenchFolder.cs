using System.Text.Json;
using System.Text.Json.Serialization;
using CafeMed.Learning.Evaluation.Bench;

namespace CafeMed.Cli.Runs;

/// <summary>A comparison with other recommenders on disk: one file for each finished piece, and the trials of each tuning.</summary>
internal sealed class BenchFolder(RunFolder folder)
{
    // A patient without any drug has no PRAUC: NaN must come back as it was.
    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly RunFolder _runs = new(new DirectoryInfo(Path.Combine(folder.Folder.FullName, "runs")));
    private readonly RunFolder _tuning = new(new DirectoryInfo(Path.Combine(folder.Folder.FullName, "tuning")));

    /// <summary>Where it is.</summary>
    public DirectoryInfo Place => folder.Folder;

    /// <summary>Where its cohorts lie.</summary>
    public DirectoryInfo Cohorts => new(Path.Combine(Place.FullName, "cohorts"));

    /// <summary>Makes the folders of its parts.</summary>
    public void Make()
    {
        _runs.Make();
        _tuning.Make();
    }

    /// <summary>A finished piece; <see langword="null"/> where it is not finished, or its file is torn: it is then made again.</summary>
    public BenchRun? Find(BenchUnit unit)
    {
        var file = FileOf(unit);
        if (!File.Exists(file))
            return null;
        try
        {
            var run = JsonSerializer.Deserialize<BenchRun>(File.ReadAllText(file), _form);
            return run is { } found && found.Cohort == unit.Cohort.Name && found.Recommender == unit.Recommender && found.Split == unit.Split ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file, exception);
        }
    }

    /// <summary>Takes a piece for this process; <see langword="null"/> where another process has it. Gone with the process, however it ends.</summary>
    public IDisposable? Take(BenchUnit unit)
    {
        try
        {
            return new FileStream($"{FileOf(unit)}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Faults.CannotWrite(_runs.Folder.FullName, exception);
        }
    }

    /// <summary>The trials of a piece.</summary>
    public TrialLog Trials(BenchUnit unit) => new(new FileInfo(Path.Combine(_tuning.Folder.FullName, $"{unit.Name}.jsonl")));

    /// <summary>Keeps a finished piece.</summary>
    public void Keep(BenchUnit unit, BenchRun run) => _runs.Write($"{unit.Name}.json", JsonSerializer.Serialize(run, _form));

    /// <summary>Writes a file of results.</summary>
    public void Write(string name, string text) => folder.Write(name, text);

    private string FileOf(BenchUnit unit) => Path.Combine(_runs.Folder.FullName, $"{unit.Name}.json");
}
