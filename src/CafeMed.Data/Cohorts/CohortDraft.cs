namespace CafeMed.Data;

/// <summary>A cohort folder in the making: beside its place, and moved there when it is whole.</summary>
internal sealed class CohortDraft : IDisposable
{
    private readonly string _folder;

    private CohortDraft(string place, string folder)
    {
        (Place, _folder) = (place, folder);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Where the cohort will be.</summary>
    public string Place { get; }

    /// <summary>Begins it.</summary>
    public static CohortDraft Open(DirectoryInfo folder)
    {
        var place = Refuse(folder);
        try
        {
            return new(place, $"{place}.{Guid.NewGuid():n}.part");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(place, exception);
        }
    }

    /// <summary>Takes over a folder that has all but the receipt.</summary>
    public static CohortDraft Take(DirectoryInfo folder, string finished) => new(Refuse(folder), finished);

    /// <summary>The place, unless it holds something else than a cohort.</summary>
    public static string Refuse(DirectoryInfo folder)
    {
        var place = Path.TrimEndingDirectorySeparator(folder.FullName);
        return System.IO.File.Exists(place)
            || Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any() && !System.IO.File.Exists(Path.Combine(place, CohortFolder.Receipt))
            ? throw Faults.NotACohortFolder(place)
            : place;
    }

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Writes the receipt and moves everything to its place; an older cohort there is replaced.</summary>
    public async Task FinishAsync(CohortReceipt receipt, CancellationToken ct)
    {
        await System.IO.File.WriteAllTextAsync(File(CohortFolder.Receipt), receipt.ToJson(), ct).ConfigureAwait(false);
        if (!Directory.Exists(Place))
        {
            Directory.Move(_folder, Place);
            return;
        }
        var old = $"{_folder}.old";
        Directory.Move(Place, old);
        Directory.Move(_folder, Place);
        Directory.Delete(old, recursive: true);
    }

    /// <summary>Removes what was not finished.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
