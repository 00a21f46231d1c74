using System.Text.Json;

namespace CafeMed.Data;

/// <summary>The folder of an import in progress, beside its output: what is finished is kept there, so that an interrupted import goes on.</summary>
/// <remarks>Its name holds a hash of everything that decides the result; an import of something else finds another folder, and removes this one.</remarks>
internal sealed class ImportWork : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private readonly DirectoryInfo _folder;
    private readonly FileStream _lock;
    private bool _keep;

    private ImportWork(DirectoryInfo folder)
    {
        _folder = folder;
        _folder.Create();
        try
        {
            _lock = new FileStream(Path.Combine(folder.FullName, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw DataFaults.ImportRunning(folder.FullName, exception);
        }
        foreach (var place in new[] { "tables", "quarantine", "accounts", "cohort" })
            _folder.CreateSubdirectory(place);
        Spill = _folder.CreateSubdirectory("spill");
        foreach (var stale in Spill.GetDirectories())
            stale.Delete(recursive: true);
    }

    /// <summary>Where stores spill.</summary>
    public DirectoryInfo Spill { get; }

    /// <summary>The folder that becomes the cohort's.</summary>
    public string Cohort => Path.Combine(_folder.FullName, "cohort");

    /// <summary>Opens the work folder of an import into <paramref name="place"/>; one of the same key goes on, those of other keys are removed.</summary>
    public static ImportWork Open(string place, string key)
    {
        var mine = new DirectoryInfo($"{place}.{key[..16]}.import");
        if (mine.Parent is { Exists: true } parent)
            foreach (var other in parent.GetDirectories($"{Path.GetFileName(place)}.????????????????.import"))
                if (other.Name != mine.Name)
                    using (new ImportWork(other))
                    {
                    }
        return new(mine);
    }

    /// <summary>A work folder in the system's temporary folder that nobody goes on with.</summary>
    public static ImportWork Temporary() => new(Directory.CreateTempSubdirectory("cafemed-import-"));

    /// <summary>The note that says a table is staged.</summary>
    public static string TableNote(string table) => $"tables/{table}.json";

    /// <summary>The note that says a bucket is finished.</summary>
    public static string BucketNote(string pass, int bucket) => $"accounts/{pass}-{bucket:000}.json";

    /// <summary>The folder of a staged table.</summary>
    public string Table(string name) => Path.Combine(_folder.FullName, "tables", name);

    /// <summary>Where the lines of a table lie that could not be read.</summary>
    public string Quarantine(string table) => Path.Combine(_folder.FullName, "quarantine", $"{table}.csv");

    /// <summary>The path of a file in the work folder.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Removes what an interrupted run left of a table.</summary>
    public void Clear(string table)
    {
        if (Directory.Exists(Table(table)))
            Directory.Delete(Table(table), recursive: true);
        Directory.CreateDirectory(Table(table));
        System.IO.File.Delete(Quarantine(table));
        foreach (var part in Directory.GetFiles(File("quarantine"), $"{table}-*.csv"))
            System.IO.File.Delete(part);
    }

    /// <summary>Whether anything is finished already.</summary>
    public bool HasNotes => Directory.EnumerateFiles(File("tables"), "*.json").Any();

    /// <summary>A note, or <see langword="null"/> where it was not written.</summary>
    public T? Read<T>(string name) where T : class =>
        System.IO.File.Exists(File(name)) ? JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(File(name)), s_json) : null;

    /// <summary>Writes a note; it is there as a whole or not at all.</summary>
    public void Write<T>(string name, T note)
    {
        var draft = File($"{name}.part");
        System.IO.File.WriteAllText(draft, JsonSerializer.Serialize(note, s_json));
        System.IO.File.Move(draft, File(name), overwrite: true);
    }

    /// <summary>Keeps the folder when it is closed, for a run that goes on.</summary>
    public void Keep() => _keep = true;

    /// <summary>Closes the folder, and removes it unless it is kept.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (!_keep && _folder.Exists)
            _folder.Delete(recursive: true);
    }
}
