namespace CafeMed.Data;

/// <summary>Tables that were fetched from somewhere into a work folder, which is removed when this is disposed.</summary>
/// <param name="root">The work folder.</param>
/// <param name="origin">Where they came from, for the receipt: never with a password.</param>
public sealed class SourceExtract(DirectoryInfo root, string origin) : IDisposable
{
    /// <summary>The work folder: one CSV file a table.</summary>
    public DirectoryInfo Root { get; } = root;

    /// <summary>Where the tables came from, for the receipt.</summary>
    public string Origin { get; } = origin;

    /// <summary>Removes the work folder.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Root.FullName))
            Root.Delete(recursive: true);
    }
}
