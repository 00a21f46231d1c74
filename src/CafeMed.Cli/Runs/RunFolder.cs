using System.Text;
using System.Text.Json;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Storage;

namespace CafeMed.Cli.Runs;

/// <summary>A run on disk.</summary>
internal sealed class RunFolder(DirectoryInfo folder)
{
    /// <summary>What every recommender reached on every test patient.</summary>
    public const string ScoresName = "scores.json";

    private const string RunName = "run.json";

    /// <summary>Where it is.</summary>
    public DirectoryInfo Folder { get; } = folder;

    /// <summary>Its name.</summary>
    public string Name => Folder.Name;

    /// <summary>The training after its last epoch, or as it was when it was interrupted.</summary>
    public FileInfo Checkpoint => File("checkpoint.safetensors");

    /// <summary>The trained model with the baselines.</summary>
    public FileInfo Model => File("model.safetensors");

    /// <summary>Whether it has what makes it a run that can be resumed.</summary>
    public bool IsRun => File(RunName).Exists;

    /// <summary>Every setting.</summary>
    public FileInfo Config => File("config.yaml");

    /// <summary>The page for people.</summary>
    public FileInfo Report => File("report.html");

    /// <summary>Where <c>demo</c> puts the cohort that it made.</summary>
    public DirectoryInfo OwnCohort => new(Path.Combine(Folder.FullName, "cohort"));

    /// <summary>Chooses a folder for a new run, without making it.</summary>
    /// <param name="asked">Where it should be, or <see langword="null"/> for <c>runs/(utc)-(name)</c>.</param>
    /// <param name="name">For the default.</param>
    /// <param name="time">For the default.</param>
    /// <exception cref="CafeMedException"><c>CM7001</c>: something is there already.</exception>
    public static RunFolder Choose(DirectoryInfo? asked, string name, TimeProvider time)
    {
        var folder = asked ?? new DirectoryInfo(Path.Combine("runs", $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{name}"));
        return System.IO.File.Exists(folder.FullName) || folder.Exists && folder.EnumerateFileSystemInfos().Any()
            ? throw Faults.RunFolderNotEmpty(folder.FullName)
            : new RunFolder(new DirectoryInfo(Path.TrimEndingDirectorySeparator(folder.FullName)));
    }

    /// <summary>Makes the folder.</summary>
    /// <exception cref="CafeMedException"><c>CM7005</c>: it cannot be made.</exception>
    public void Make()
    {
        try
        {
            Folder.Create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(Folder.FullName, exception);
        }
    }

    /// <summary>Opens a run that is there.</summary>
    /// <exception cref="CafeMedException"><c>CM7002</c>: it is none; <c>CM7003</c>: of another version; <c>CM7004</c>: damaged.</exception>
    public static (RunFolder Folder, RunFile Run) Open(DirectoryInfo place)
    {
        var folder = new RunFolder(new DirectoryInfo(Path.TrimEndingDirectorySeparator(place.FullName)));
        var file = folder.File(RunName);
        if (!file.Exists)
            throw Faults.NotARunFolder(place.FullName, RunName);
        try
        {
            var text = System.IO.File.ReadAllText(file.FullName);
            using (var document = JsonDocument.Parse(text))
                if (document.RootElement.GetProperty("format").GetRawText() is var format && format != $"{RunFile.CurrentFormat}")
                    throw Faults.RunVersion(place.FullName, format, RunFile.CurrentFormat);
            return (folder, JsonText.Read<RunFile>(text));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Faults.RunDamaged(file.FullName, "it is not what this program writes.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
    }

    /// <summary>Writes run.json.</summary>
    public void Write(RunFile run) => Write(RunName, JsonText.Of(run) + "\n");

    /// <summary>Writes a text file into the folder: beside its place first and flushed, so that what is there is always whole.</summary>
    /// <exception cref="CafeMedException"><c>CM7005</c>: the disk is full, or the folder may not be written.</exception>
    public void Write(string name, string text)
    {
        try
        {
            DurableFile.Replace(File(name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(Folder.FullName, exception);
        }
    }

    /// <summary>The text of a file in the folder, or <see langword="null"/> where there is none.</summary>
    /// <exception cref="CafeMedException"><c>CM7014</c>: it cannot be read.</exception>
    public string? Text(string name) => File(name) is { Exists: true } file ? TextFile.Read(file.FullName, Faults.PatientFileMissing) : null;

    /// <summary>Reads the model with its baselines.</summary>
    /// <exception cref="CafeMedException"><c>CM7012</c>: the run was not finished; other faults where the file is damaged.</exception>
    public SavedModel ReadModel() => Model.Exists ? ModelFile.Read(Model) : throw Faults.NotFinished(Folder.FullName);

    /// <summary>What the run's recommenders reached on every test patient; <see langword="null"/> where it was not kept.</summary>
    /// <exception cref="CafeMedException"><c>CM3101</c>: the file is damaged; <c>CM7014</c>: it cannot be read.</exception>
    public PatientScores? ReadScores() => File(ScoresName) is { Exists: true } file
        ? ScoresFile.Read(TextFile.Read(file.FullName, missing => Faults.NotARunFolder(Folder.FullName, missing)), file.FullName)
        : null;

    /// <summary>Whether the run's people are made up, as its receipt says.</summary>
    public bool IsSynthetic()
    {
        var file = File("receipt.json");
        try
        {
            return CohortReceipt.FromJson(System.IO.File.ReadAllText(file.FullName)).Connector == SyntheticCohort.Name;
        }
        catch (FileNotFoundException)
        {
            throw Faults.NotARunFolder(Folder.FullName, file.Name);
        }
        catch (JsonException exception)
        {
            throw Faults.RunDamaged(file.FullName, "it is no receipt.", exception);
        }
    }

    /// <summary>The folder that <paramref name="run"/> names as its cohort's.</summary>
    public DirectoryInfo CohortOf(RunFile run) => new(Path.GetFullPath(run.Cohort, Folder.FullName));

    /// <summary>How run.json names a cohort's folder.</summary>
    public string NameOf(DirectoryInfo cohort) => cohort.FullName == OwnCohort.FullName ? OwnCohort.Name : cohort.FullName;

    private FileInfo File(string name) => new(Path.Combine(Folder.FullName, name));
}
