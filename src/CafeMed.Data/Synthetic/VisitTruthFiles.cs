namespace CafeMed.Data.Synthetic;

/// <summary>The three truth files while they grow.</summary>
internal sealed class VisitTruthFiles : IDisposable
{
    private readonly FileStream[] _files;

    public VisitTruthFiles(DirectoryInfo folder, VisitTruthText text)
    {
        _files = [.. VisitTruthText.Files.Select(name => File.Create(Path.Combine(folder.FullName, name)))];
        Add(text.Headers());
    }

    /// <summary>Adds a part to each file.</summary>
    public void Add(byte[][] parts)
    {
        for (var file = 0; file < parts.Length; file++)
            _files[file].Write(parts[file]);
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
